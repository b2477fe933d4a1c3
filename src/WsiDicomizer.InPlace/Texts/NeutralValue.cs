using System.Buffers;
using System.Buffers.Text;
using System.Text;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Texts;

/// <summary>Bytes of the same length that take the place of a stored value and say nothing.</summary>
/// <remarks>
/// Whatever parsed before still parses: numbers stay numbers, dates dates, UUIDs UUIDs, Base64 Base64. The same value that
/// comes out goes in again without a change, so a second run has nothing to do. Source: formats.md 11.5.
/// </remarks>
internal static class NeutralValue
{
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.,eE \t\r\n"u8);

    // dateTimeNumber of ICC.1: year, month, day, hour, minute, second, 16 bits each.
    private static readonly byte[] IccDate = [0x07, 0x6C, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];

    /// <summary>Makes the bytes for a value.</summary>
    /// <param name="stored">The value as it stands in the file.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="value">The value as decoded, to tell text from what only looks like it; null where there is none.</param>
    /// <returns>As many bytes.</returns>
    public static byte[] Create(ReadOnlySpan<byte> stored, IdentityKind kind, string? value)
    {
        var neutral = new byte[stored.Length];
        switch (StoredTexts.Detect(stored))
        {
            case StoredText.Bytes:
                stored.CopyTo(neutral);
                WriteText(neutral.AsSpan(0, stored.TrimEnd((byte)0).Length), kind, value);
                break;
            case StoredText.Utf16LittleEndian:
                WriteWide(stored, neutral, 0, kind, value);
                break;
            case StoredText.Utf16BigEndian:
                WriteWide(stored, neutral, 1, kind, value);
                break;
            default:
                if (kind == IdentityKind.Date && stored.Length == IccDate.Length)
                {
                    IccDate.CopyTo(neutral, 0);
                }

                break;
        }

        return neutral;
    }

    private static void WriteWide(ReadOnlySpan<byte> stored, byte[] neutral, int low, IdentityKind kind, string? value)
    {
        var text = new byte[stored.Length / 2];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = stored[(2 * i) + low];
        }

        WriteText(text.AsSpan(0, text.AsSpan().TrimEnd((byte)0).Length), kind, value);
        for (var i = 0; i < text.Length; i++)
        {
            neutral[(2 * i) + low] = text[i];
        }
    }

    private static void WriteText(Span<byte> text, IdentityKind kind, string? value)
    {
        var body = TrimBlanks(text);
        if (body.Length == 0)
        {
            return;
        }

        // Markup must stay well-formed, and is never identity's shape: it goes as a whole, into blanks.
        if (body.Contains((byte)'<'))
        {
            text.Fill((byte)' ');
        }
        else if (kind is IdentityKind.Date or IdentityKind.Time or IdentityKind.TimeZone)
        {
            NeutralDate.Write(body, hasDate: kind == IdentityKind.Date);
        }
        else if (IsNumber(body) || IsUuid(body))
        {
            ReplaceDigits(body, IsUuid(body));
        }
        else if (TryMakeBase64(body, value) is { } base64)
        {
            base64.CopyTo(body);
        }
        else
        {
            body.Fill((byte)'X');
        }
    }

    private static Span<byte> TrimBlanks(Span<byte> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && text[start] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        while (end > start && text[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            end--;
        }

        return text[start..end];
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(NumberBytes) < 0
        && text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    // 8-4-4-4-12 hexadecimal digits, in braces or behind urn:uuid: or not.
    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        var body = text.StartsWith("urn:uuid:"u8) ? text[9..] : text;
        body = body.Length == 38 && body[0] == (byte)'{' && body[^1] == (byte)'}' ? body[1..^1] : body;
        if (body.Length != 36)
        {
            return false;
        }

        for (var i = 0; i < body.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? body[i] != (byte)'-' : !char.IsAsciiHexDigit((char)body[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void ReplaceDigits(Span<byte> text, bool isHexadecimal)
    {
        var start = text.StartsWith("urn:uuid:"u8) ? 9 : 0;
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsAsciiDigit((char)text[i]) || (isHexadecimal && char.IsAsciiHexDigit((char)text[i])))
            {
                text[i] = (byte)'0';
            }
        }
    }

    /// <summary>Base64 of as many X as the decoded text has characters; null where the bytes are no Base64 of the value.</summary>
    private static byte[]? TryMakeBase64(ReadOnlySpan<byte> text, string? value)
    {
        if (value is null || text.Length % 4 != 0 || !Base64.IsValid(text, out var decodedLength))
        {
            return null;
        }

        var decoded = Convert.FromBase64String(Encoding.ASCII.GetString(text));
        if (!Encoding.UTF8.GetString(decoded).Contains(value.Trim(), StringComparison.Ordinal))
        {
            return null;
        }

        return Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('X', decodedLength))));
    }
}
