namespace WsiDicomizer.InPlace.Texts;

/// <summary>How characters stand in stored bytes.</summary>
internal enum StoredText
{
    /// <summary>Not text.</summary>
    None,

    /// <summary>One byte a character as far as ASCII goes: ASCII, UTF-8, Latin-1.</summary>
    Bytes,

    /// <summary>UTF-16, low byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,
}

/// <summary>Tells text from other bytes.</summary>
internal static class StoredTexts
{
    /// <summary>Looks how text stands in bytes.</summary>
    /// <param name="bytes">The bytes; NULs at the end do not count.</param>
    public static StoredText Detect(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimEnd((byte)0);
        if (text.Length == 0)
        {
            return StoredText.None;
        }

        if (IsPrintable(text, 0, 1))
        {
            return StoredText.Bytes;
        }

        // Of UTF-16 with an ASCII character last, the trimmed NUL is a half of it.
        var pairs = bytes[..((text.Length + 1) & ~1).Clamp(bytes.Length)];
        return pairs.Length % 2 != 0 ? StoredText.None
            : IsPrintable(pairs, 0, 2) && IsZero(pairs, 1) ? StoredText.Utf16LittleEndian
            : IsPrintable(pairs, 1, 2) && IsZero(pairs, 0) ? StoredText.Utf16BigEndian
            : StoredText.None;
    }

    private static int Clamp(this int value, int most) => Math.Min(value, most);

    private static bool IsPrintable(ReadOnlySpan<byte> bytes, int start, int step)
    {
        for (var i = start; i < bytes.Length; i += step)
        {
            if (bytes[i] is (< 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n')) or 0x7F)
            {
                return false;
            }
        }

        return true;
    }

    // Of a text in Latin letters every other byte is zero; what else there may be is zeroed as no text.
    private static bool IsZero(ReadOnlySpan<byte> bytes, int start)
    {
        for (var i = start; i < bytes.Length; i += 2)
        {
            if (bytes[i] != 0)
            {
                return false;
            }
        }

        return true;
    }
}
