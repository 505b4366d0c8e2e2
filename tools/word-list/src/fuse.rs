//! Builds what `filter.rs` reads.

use crate::filter::{Filter, MAGIC};

/// The file of a filter that holds the keys, each of which comes once, with fingerprints of so many bits. The same keys
/// make the same file.
pub fn build(keys: &[u64], bits: u8) -> Vec<u8> {
    (1..100).find_map(|seed| with_seed(keys, bits, seed)).expect("nearly every seed will do")
}

fn with_seed(keys: &[u64], bits: u8, seed: u64) -> Option<Vec<u8>> {
    let (log, segments) = shape(keys.len());
    let mut file = [&MAGIC[..], &[bits, log, 0], &segments.to_le_bytes(), &seed.to_le_bytes()].concat();
    let header = file.len();
    let cells = (segments as usize + 2) << log;
    file.resize(header + (cells * usize::from(bits)).div_ceil(8) + 2, 0);

    let filter = Filter::read(&file).expect("the lengths fit");
    let mut prints = vec![0; filter.len()];
    // The last one taken off is the first to be put on, so that nothing put on later changes its two other cells.
    for (hash, own) in peel(&filter, keys)?.into_iter().rev() {
        let others = filter.cells(hash).into_iter().fold(0, |all, cell| all ^ prints[cell as usize]);
        prints[own as usize] = filter.print(hash) ^ others;
    }
    for (cell, print) in prints.into_iter().enumerate() {
        let bit = cell * usize::from(bits);
        let shifted = (u32::from(print) << (bit % 8)).to_le_bytes();
        for (n, byte) in shifted.into_iter().take(3).enumerate() {
            file[header + bit / 8 + n] |= byte;
        }
    }
    Some(file)
}

/// All hashes, each with a cell that no later one has a share in; `None` if some hashes hold one another fast.
fn peel(filter: &Filter, keys: &[u64]) -> Option<Vec<(u64, u32)>> {
    let mut sharers = vec![0_u32; filter.len()];
    let mut together = vec![0_u64; filter.len()];
    for hash in keys.iter().map(|&key| filter.hash(key)) {
        for cell in filter.cells(hash) {
            sharers[cell as usize] += 1;
            together[cell as usize] ^= hash;
        }
    }
    let mut alone: Vec<u32> = (0..).zip(&sharers).filter(|&(_, &sharers)| sharers == 1).map(|(cell, _)| cell).collect();
    let mut order = Vec::with_capacity(keys.len());
    while let Some(own) = alone.pop() {
        if sharers[own as usize] != 1 {
            continue;
        }
        let hash = together[own as usize];
        order.push((hash, own));
        for cell in filter.cells(hash) {
            sharers[cell as usize] -= 1;
            together[cell as usize] ^= hash;
            if sharers[cell as usize] == 1 {
                alone.push(cell);
            }
        }
    }
    (order.len() == keys.len()).then_some(order)
}

/// The log₂ of the length of a segment and the number of segments, by the formulas of the paper.
fn shape(keys: usize) -> (u8, u32) {
    let keys = (keys as f64).max(2.0);
    let log = (keys.ln() / 3.33_f64.ln() + 2.25).floor().clamp(0.0, 18.0) as u8;
    let size = keys * (0.875 + 0.25 * 1e6_f64.ln() / keys.ln()).max(1.125);
    let segments = (size / f64::from(1_u32 << log)).ceil() as u32;
    (log, segments.saturating_sub(2).max(1))
}
