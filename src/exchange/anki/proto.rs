//! The few fields that are needed of Anki's protobuf messages.

/// The value of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'b> {
    Number(u64),
    Four([u8; 4]),
    Bytes(&'b [u8]),
}

impl<'b> Value<'b> {
    /// As a signed number; 0 if it is none.
    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Number(number) => number.cast_signed(),
            Self::Four(_) | Self::Bytes(_) => 0,
        }
    }

    pub(super) const fn bytes(self) -> &'b [u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Number(_) | Self::Four(_) => &[],
        }
    }

    pub(super) fn text(self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    /// A field of floats has them packed, or each by itself.
    pub(super) fn floats(self) -> Vec<f32> {
        match self {
            Self::Four(bytes) => vec![f32::from_le_bytes(bytes)],
            Self::Bytes(bytes) => bytes.as_chunks().0.iter().map(|four| f32::from_le_bytes(*four)).collect(),
            Self::Number(_) => Vec::new(),
        }
    }
}

/// The fields of a message, in their order; ends where it can't be read.
pub(super) struct Fields<'b>(pub(super) &'b [u8]);

impl<'b> Iterator for Fields<'b> {
    type Item = (u64, Value<'b>);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.varint()?;
        let value = match tag & 7 {
            0 => Value::Number(self.varint()?),
            1 => {
                self.take(8)?;
                Value::Number(0)
            }
            2 => {
                let length = usize::try_from(self.varint()?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Four(self.take(4)?.try_into().ok()?),
            _ => return None,
        };
        Some((tag >> 3, value))
    }
}

impl<'b> Fields<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The last value of a field, which is the one that counts.
    pub(super) fn last(self, field: u64) -> Option<Value<'b>> {
        self.filter(|(number, _)| *number == field).map(|(_, value)| value).last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_up_to_where_the_message_is_torn() {
        let message = b"\x08\x96\x01\x12\x02hi\x1d\x00\x00\x80\x3f\x22\x08\x00\x00\x00\x3f\x00\x00\x80\x40";
        let fields: Vec<_> = Fields(message).collect();
        assert_eq!(fields.len(), 4);
        assert_eq!((fields[0].1.number(), fields[1].1.text().as_str()), (150, "hi"));
        assert_eq!((fields[2].1.floats(), fields[3].1.floats()), (vec![1.0], vec![0.5, 4.0]));
        assert_eq!(Fields(&message[..6]).count(), 1);
        assert_eq!(Fields(&[0xff; 30]).count(), 0);
    }
}
