//! The frames of a write-ahead log.
//!
//! `SQLite` ends at the first frame that is damaged. Later ones have checksums of their own, as far as the frame before
//! them is known, so they are read here, too.

/// <https://www.sqlite.org/fileformat.html#the_write_ahead_log>
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const MAGIC: u32 = 0x377f_0682;

#[derive(Default)]
pub(super) struct Wal<'a> {
    /// Up to the last commit, in the order written.
    pub(super) frames: Vec<Frame<'a>>,
    /// Whether `SQLite` would miss some of it, or it was cut off.
    pub(super) is_torn: bool,
    /// Whether something was committed behind what is damaged. A power cut leaves only an end that was never committed.
    pub(super) is_damaged: bool,
}

pub(super) struct Frame<'a> {
    pub(super) page: u32,
    pub(super) bytes: &'a [u8],
    /// Whether its checksum is right.
    pub(super) is_sound: bool,
}

type Checksum = (u32, u32);

impl<'a> Wal<'a> {
    pub(super) fn read(log: &'a [u8], page_size: usize) -> Self {
        let Some((header, rest)) = log.split_at_checked(HEADER) else {
            return Self { is_torn: !log.is_empty(), ..Self::default() };
        };
        let magic = number(header, 0).unwrap_or(0);
        let is_big_endian = magic & 1 == 1;
        let checksum_of_header = checksum((0, 0), &header[..24], is_big_endian);
        let is_header_sound = magic & !1 == MAGIC && stored(header, 24) == Some(checksum_of_header);
        let salts = if is_header_sound { header.get(16..24) } else { rest.get(8..16) };
        let mut frames = Vec::new();
        let (mut committed, mut sound_commit, mut of_present_log) = (0, 0, 0);
        // As stored in the frame before, and as it should have been.
        let mut before = [stored(header, 24).unwrap_or_default(), checksum_of_header];
        for frame in rest.chunks_exact(FRAME_HEADER + page_size) {
            let (head, bytes) = frame.split_at(FRAME_HEADER);
            let (Some(page), Some(commit), Some(stored)) = (number(head, 0), number(head, 4), stored(head, 16)) else {
                break;
            };
            let computed =
                before.map(|before| checksum(checksum(before, &head[..8], is_big_endian), bytes, is_big_endian));
            let is_of_present_log = head.get(8..16) == salts;
            let is_sound = is_of_present_log && computed.contains(&stored);
            frames.push(Frame { page, bytes, is_sound });
            if is_of_present_log {
                of_present_log = frames.len();
            }
            if is_of_present_log && commit != 0 {
                committed = frames.len();
                sound_commit = if is_sound { committed } else { sound_commit };
            }
            before = [stored, computed[0]];
        }
        // What follows was not committed, as far as can be seen, or is left from an earlier lap of the log.
        frames.truncate(committed);
        let is_cut = committed < of_present_log || rest.len() % (FRAME_HEADER + page_size) != 0;
        let first_damaged = if is_header_sound { frames.iter().position(|frame| !frame.is_sound) } else { Some(0) };
        let is_torn = is_cut || first_damaged.is_some_and(|first| first < frames.len());
        let is_damaged = first_damaged.is_some_and(|first| first < sound_commit);
        Self { frames, is_torn, is_damaged }
    }
}

/// The number of four bytes at an offset.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes)
}

fn stored(bytes: &[u8], at: usize) -> Option<Checksum> {
    Some((number(bytes, at)?, number(bytes, at + 4)?))
}

fn checksum(seed: Checksum, bytes: &[u8], is_big_endian: bool) -> Checksum {
    let mut words = bytes.chunks_exact(4).map(|word| {
        let word = [word[0], word[1], word[2], word[3]];
        if is_big_endian { u32::from_be_bytes(word) } else { u32::from_le_bytes(word) }
    });
    let (mut first, mut second) = seed;
    while let (Some(a), Some(b)) = (words.next(), words.next()) {
        first = first.wrapping_add(a).wrapping_add(second);
        second = second.wrapping_add(b).wrapping_add(first);
    }
    (first, second)
}
