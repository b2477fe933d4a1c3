namespace WsiDicomizer.InPlace.Texts;

/// <summary>A date, time or time zone of the same form and length that says nothing: 1900-01-01, 00:00:00, +00:00.</summary>
/// <remarks>
/// Every separator stays, so that what parsed before still parses; all-zero dates would not. Letters stay where they are
/// part of a form (the T between date and time, AM, GMT) and become those of Monday, 1 January where they name a day or month.
/// </remarks>
internal static class NeutralDate
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private static readonly string[] Forms = ["T", "Z", "AM", "PM", "am", "pm", "GMT", "UTC"];

    /// <summary>Writes the neutral form of a date.</summary>
    /// <param name="text">One byte a character; changed in place.</param>
    /// <param name="hasDate">Whether there is a date in it; else it is a time of day or a time zone, whose digits are all zero.</param>
    public static void Write(Span<byte> text, bool hasDate)
    {
        var groups = 0;
        var isYearFirst = false;
        for (var i = 0; i < text.Length;)
        {
            var length = RunLength(text[i..], char.IsAsciiDigit);
            if (length > 0)
            {
                isYearFirst |= groups == 0 && length == 4;
                if (hasDate)
                {
                    WriteDigits(text, i, length, groups++, isYearFirst);
                }
                else
                {
                    text.Slice(i, length).Fill((byte)'0');
                }
            }
            else if ((length = RunLength(text[i..], char.IsAsciiLetter)) > 0)
            {
                WriteLetters(text.Slice(i, length));
            }
            else
            {
                length = 1;
                text[i] = text[i] >= 0x80 ? (byte)'X' : text[i];
            }

            i += length;
        }
    }

    private static void WriteDigits(Span<byte> text, int start, int length, int group, bool isYearFirst)
    {
        var digits = text.Slice(start, length);
        digits.Fill((byte)'0');
        var isTime = (start > 0 && text[start - 1] == (byte)':')
            || (start + length < text.Length && text[start + length] == (byte)':');
        var isOffset = start > 0 && (text[start - 1] == (byte)'+' || (text[start - 1] == (byte)'-' && group > 3));
        if (isOffset)
        {
            return;
        }

        switch (length)
        {
            case 4 when group <= 2 || text[start - 1] == (byte)' ':
                "1900"u8.CopyTo(digits);
                break;
            case 8 when group == 0:
            case 12 or >= 14 and <= 24 when group == 0:
                "19000101"u8.CopyTo(digits);
                break;
            case 6 when group == 0:
                "000101"u8.CopyTo(digits);
                break;
            case 1 or 2 when isYearFirst ? group is 1 or 2 : group is 0 or 1 && !isTime:
                digits[^1] = (byte)'1';
                break;
            default:
                break;
        }
    }

    private static void WriteLetters(Span<byte> letters)
    {
        Span<char> characters = stackalloc char[Math.Min(letters.Length, 16)];
        for (var i = 0; i < characters.Length; i++)
        {
            characters[i] = (char)letters[i];
        }

        var word = letters.Length <= characters.Length ? characters.ToString() : string.Empty;
        if (Array.IndexOf(Forms, word) >= 0)
        {
            return;
        }

        if (Array.IndexOf(Months, word.ToLowerInvariant()) >= 0)
        {
            "Jan"u8.CopyTo(letters);
        }
        else if (Array.IndexOf(Days, word.ToLowerInvariant()) >= 0)
        {
            "Mon"u8.CopyTo(letters);
        }
        else
        {
            letters.Fill((byte)'X');
        }
    }

    private static int RunLength(ReadOnlySpan<byte> text, Func<char, bool> isOf)
    {
        var length = 0;
        while (length < text.Length && isOf((char)text[length]))
        {
            length++;
        }

        return length;
    }
}
