//! A picture of at most 256 colours: how a base is kept and how every card leaves.
//!
//! Made from drawn pixels by [`Indexed::from_rgba`] (a median cut over colours in bins of 5 bits a channel), encoded by
//! [`Indexed::encode`]. One byte a pixel makes the cache hold four times more, the encoder read three times less, and the
//! file stay small whatever was painted.
//!
//! **Invariant:** every pixel is an index into `palette`, which has 1 to 256 colours.

use super::CardError;

/// The side of a card in pixels.
pub const SIDE: u32 = 512;

/// 5 bits a channel.
pub const BINS: usize = 1 << 15;

/// One byte a pixel, row by row, and the colours they name.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// Indices into `palette`.
    pub pixels: Vec<u8>,
    /// Red, green, blue.
    pub palette: Vec<[u8; 3]>,
}

/// The bin of a colour.
pub fn bin(r: u8, g: u8, b: u8) -> usize {
    usize::from(r >> 3) << 10 | usize::from(g >> 3) << 5 | usize::from(b >> 3)
}

/// A filled bin: how many pixels, and their mean colour.
#[derive(Clone, Copy)]
struct Heap {
    bin: usize,
    count: u64,
    mean: [f32; 3],
}

impl Indexed {
    /// Reduces opaque RGBA pixels to at most `colours` colours, ordered from dark to light.
    pub fn from_rgba(rgba: &[u8], colours: usize) -> Indexed {
        let mut groups = split(heaps(rgba), colours.clamp(1, 256));
        groups.sort_by_key(|group| {
            let [r, g, b] = mean(group);
            r as u32 * 3 + g as u32 * 6 + b as u32
        });
        let mut of_bin = vec![0u8; BINS];
        let mut palette = Vec::with_capacity(groups.len());
        for group in &groups {
            for heap in group {
                of_bin[heap.bin] = palette.len() as u8;
            }
            palette.push(mean(group).map(|channel| channel.round() as u8));
        }
        let pixels = rgba.chunks_exact(4).map(|p| of_bin[bin(p[0], p[1], p[2])]).collect();
        Indexed { pixels, palette }
    }

    /// The PNG of a 512 × 512 picture: Fast compression over the Sub filter, which turns flat colour into zeros.
    pub fn encode(&self) -> Result<Vec<u8>, CardError> {
        let failed = |e: png::EncodingError| CardError::Drawing(e.to_string());
        let mut out = Vec::with_capacity(64 * 1024);
        let mut encoder = png::Encoder::new(&mut out, SIDE, SIDE);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.palette.as_flattened());
        encoder.set_compression(png::Compression::Fast);
        encoder.set_filter(png::Filter::Sub);
        let mut writer = encoder.write_header().map_err(failed)?;
        writer.write_image_data(&self.pixels).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(out)
    }
}

fn heaps(rgba: &[u8]) -> Vec<Heap> {
    let mut sums = vec![[0u64; 4]; BINS];
    for p in rgba.chunks_exact(4) {
        let sum = &mut sums[bin(p[0], p[1], p[2])];
        sum[0] += 1;
        sum[1] += u64::from(p[0]);
        sum[2] += u64::from(p[1]);
        sum[3] += u64::from(p[2]);
    }
    let filled = sums.iter().enumerate().filter(|(_, sum)| sum[0] > 0);
    filled
        .map(|(bin, sum)| {
            let part = |total: u64| total as f32 / sum[0] as f32;
            Heap { bin, count: sum[0], mean: [part(sum[1]), part(sum[2]), part(sum[3])] }
        })
        .collect()
}

/// Splits the group with the largest error at its mean, along its most spread channel, until there are enough groups.
fn split(all: Vec<Heap>, colours: usize) -> Vec<Vec<Heap>> {
    let mut groups = vec![(error(&all), all)];
    while groups.len() < colours {
        let worst = groups.iter().enumerate().max_by(|a, b| a.1.0.0.total_cmp(&b.1.0.0)).map(|(i, _)| i);
        let Some(worst) = worst.filter(|&i| groups[i].0.0 > 1.0) else { break };
        let ((_, channel), group) = groups.swap_remove(worst);
        let middle = mean(&group)[channel];
        let (low, high): (Vec<Heap>, Vec<Heap>) = group.into_iter().partition(|h| h.mean[channel] <= middle);
        for half in [low, high].into_iter().filter(|half| !half.is_empty()) {
            groups.push((error(&half), half));
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| !group.is_empty()).collect()
}

fn mean(group: &[Heap]) -> [f32; 3] {
    let count: u64 = group.iter().map(|h| h.count).sum();
    [0, 1, 2].map(|c| {
        let sum: f64 = group.iter().map(|h| f64::from(h.mean[c]) * h.count as f64).sum();
        (sum / count.max(1) as f64) as f32
    })
}

/// The squared error of showing a group as its mean, and the channel that has most of it. One heap has none.
fn error(group: &[Heap]) -> (f32, usize) {
    if group.len() < 2 {
        return (0.0, 0);
    }
    let mean = mean(group);
    let by_channel = [0, 1, 2].map(|c| {
        let squares = group.iter().map(|h| f64::from(h.mean[c] - mean[c]).powi(2) * h.count as f64);
        squares.sum::<f64>() as f32
    });
    let widest = (0..3).max_by(|&a, &b| by_channel[a].total_cmp(&by_channel[b])).unwrap_or(0);
    (by_channel.iter().sum(), widest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_kept_exactly() {
        let colours = [[255, 0, 0], [0, 255, 0], [10, 20, 30], [11, 200, 30]];
        let rgba: Vec<u8> = (0..400)
            .flat_map(|i| {
                let c: [u8; 3] = colours[i % 4];
                [c[0], c[1], c[2], 255]
            })
            .collect();
        let picture = Indexed::from_rgba(&rgba, 16);
        for (pixel, rgba) in picture.pixels.iter().zip(rgba.chunks_exact(4)) {
            assert_eq!(picture.palette[usize::from(*pixel)], rgba[..3]);
        }
    }

    #[test]
    fn many_colours_become_as_many_as_asked() {
        let rgba: Vec<u8> =
            (0..SIDE * SIDE).flat_map(|i| [(i * 7) as u8, (i / 512) as u8, (i % 512 / 2) as u8, 255]).collect();
        for colours in [1, 2, 16, 184, 256] {
            let picture = Indexed::from_rgba(&rgba, colours);
            assert_eq!(picture.palette.len(), colours);
            assert!(picture.pixels.iter().all(|&p| usize::from(p) < colours));
        }
    }
}
