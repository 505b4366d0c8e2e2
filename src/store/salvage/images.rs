//! The images of a database's pages: those of its file and those of its write-ahead log.
//!
//! <https://www.sqlite.org/fileformat.html>

use std::cell::Cell;
use std::collections::HashMap;

use super::wal::{Wal, number};

/// The usual size of a page, and that of all stores so far.
const USUAL_SIZE: usize = 4096;

pub(super) struct PageImages<'a> {
    pub(super) page_size: usize,
    /// The most trustworthy first.
    pub(super) images: Vec<PageImage<'a>>,
    present: HashMap<u32, &'a [u8]>,
    /// How many more overflow pages may be read: hostile chains end.
    overflow_left: Cell<usize>,
}

/// A page at some moment. The last one of a file that was cut may be short.
#[derive(Clone, Copy)]
pub(super) struct PageImage<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether no later one is known.
    pub(super) is_present: bool,
}

impl<'a> PageImages<'a> {
    /// All images of a file and its log. Earlier ones are included: rows of the log never change, so they may stand in
    /// for those of a page that is damaged now.
    pub(super) fn of(file: &'a [u8], wal: &Wal<'a>, page_size: usize) -> Self {
        let mut present = HashMap::new();
        let base = || (1..).zip(file.chunks(page_size));
        for (number, bytes) in base() {
            present.insert(number, bytes);
        }
        for frame in wal.frames.iter().filter(|frame| frame.is_sound) {
            present.insert(frame.page, frame.bytes);
        }
        let is_present =
            |page: u32, bytes: &[u8]| present.get(&page).is_some_and(|latest| std::ptr::eq(*latest, bytes));
        let sound = wal.frames.iter().rev().filter(|frame| frame.is_sound).map(|frame| (frame.page, frame.bytes));
        let torn = wal.frames.iter().rev().filter(|frame| !frame.is_sound).map(|frame| (frame.page, frame.bytes));
        let all = sound.chain(base()).chain(torn);
        let mut images: Vec<PageImage<'a>> =
            all.map(|(page, bytes)| PageImage { bytes, is_present: is_present(page, bytes) }).collect();
        images.sort_by_key(|image| !image.is_present);
        let overflow_left = Cell::new(images.len() * 4 + 64);
        Self { page_size, images, present, overflow_left }
    }

    /// Follows a chain of overflow pages and adds what they hold, at most `wanted` bytes.
    pub(super) fn add_overflow(&self, first: u32, wanted: usize, to: &mut Vec<u8>) {
        let (mut next, mut wanted) = (first, wanted);
        while wanted > 0 && self.overflow_left.get() > 0 {
            self.overflow_left.set(self.overflow_left.get() - 1);
            let Some((head, content)) = self.present.get(&next).and_then(|page| page.split_at_checked(4)) else {
                return;
            };
            let part = &content[..content.len().min(wanted)];
            to.extend_from_slice(part);
            wanted -= part.len();
            if part.is_empty() {
                return;
            }
            next = number(head, 0).unwrap_or(0);
        }
    }
}

/// The sizes of page to try: what file or log say, if that can be, and the usual one.
pub(super) fn page_sizes(file: &[u8], wal: &[u8]) -> Vec<usize> {
    let of_file = file.get(16..18).map(|size| usize::from(u16::from_be_bytes([size[0], size[1]])));
    let of_wal = number(wal, 8).and_then(|size| usize::try_from(size).ok());
    let can_be = |size: &usize| size.is_power_of_two() && (512..=65_536).contains(size);
    // 1 stands for the largest, which doesn't fit.
    let told = of_file.map(|size| if size == 1 { 65_536 } else { size }).filter(can_be).or(of_wal.filter(can_be));
    let mut sizes = vec![told.unwrap_or(USUAL_SIZE), USUAL_SIZE];
    sizes.dedup();
    sizes
}
