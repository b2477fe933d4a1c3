using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>The text of tag 270: header lines, then <c>|Key = Value</c> repeated; every piece with its place in the bytes.</summary>
/// <remarks>
/// Grammar observed in public slides (CMU-1, CMU-1-Small-Region, JP2K-33003-1, GT450): lines end in CR LF, LF or
/// <c>;</c> (a history: the text of the slide that a region was cut from); keys repeat, differ in case, may have no
/// value or no <c>=</c>. There is no public specification.
/// </remarks>
internal sealed class AperioDescription
{
    private AperioDescription(
        IReadOnlyList<AperioText> lines, IReadOnlyList<AperioProperty> properties, AperioText? residue)
    {
        Lines = lines;
        Properties = properties;
        Residue = residue;
    }

    /// <summary>The header's lines, trimmed, without empty ones.</summary>
    public IReadOnlyList<AperioText> Lines { get; }

    /// <summary>Keys and values in the order of the file, repeated ones too.</summary>
    public IReadOnlyList<AperioProperty> Properties { get; }

    /// <summary>What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.</summary>
    public AperioText? Residue { get; }

    /// <summary>Parses the bytes of tag 270.</summary>
    /// <param name="bytes">The value, with or without its NUL.</param>
    /// <param name="description">The description.</param>
    /// <returns>False where it exceeds <see cref="AperioLimits"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out AperioDescription? description)
    {
        description = null;
        if (bytes.Length > AperioLimits.MaxDescriptionBytes)
        {
            return false;
        }

        var text = bytes[..TiffText.LengthToNul(bytes)];
        var headerLength = text.IndexOf((byte)'|');
        headerLength = headerLength < 0 ? text.Length : headerLength;
        var lines = ParseLines(text[..headerLength]);
        var properties = ParseProperties(text, headerLength);
        if (properties.Count > AperioLimits.MaxProperties || lines.Count > AperioLimits.MaxProperties)
        {
            return false;
        }

        description = new AperioDescription(lines, properties, FindResidue(bytes, text.Length));
        return true;
    }

    /// <summary>The value of a key; the last one where it repeats, as OpenSlide has it.</summary>
    /// <param name="key">The key, in any case.</param>
    /// <returns>Null where the key is missing or its value empty.</returns>
    public string? Find(string key)
    {
        for (var i = Properties.Count - 1; i >= 0; i--)
        {
            var property = Properties[i];
            if (property.Value.Text.Length > 0 && property.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value.Text;
            }
        }

        return null;
    }

    /// <summary>The number behind a key, with decimal point or comma; null where there is none.</summary>
    /// <param name="key">The key, in any case.</param>
    public double? FindNumber(string key) => Find(key) is { } text ? ParseNumber(text) : null;

    /// <summary>Parses a number with decimal point or comma.</summary>
    /// <param name="text">Nothing but the number.</param>
    /// <returns>Null where it is no finite number.</returns>
    public static double? ParseNumber(string text) =>
        double.TryParse(
            text.Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number
            : null;

    private static List<AperioText> ParseLines(ReadOnlySpan<byte> header)
    {
        var lines = new List<AperioText>();
        var start = 0;
        while (start <= header.Length && lines.Count <= AperioLimits.MaxProperties)
        {
            var length = header[start..].IndexOfAny((byte)'\r', (byte)'\n', (byte)';');
            length = length < 0 ? header.Length - start : length;
            var line = AperioText.Trimmed(header, start, length);
            if (line.Length > 0)
            {
                lines.Add(line);
            }

            start += length + 1;
        }

        return lines;
    }

    private static List<AperioProperty> ParseProperties(ReadOnlySpan<byte> text, int start)
    {
        var properties = new List<AperioProperty>();
        while (start < text.Length && properties.Count <= AperioLimits.MaxProperties)
        {
            // text[start] is the bar before the piece.
            start++;
            var length = text[start..].IndexOf((byte)'|');
            length = length < 0 ? text.Length - start : length;
            var piece = text.Slice(start, length);
            var equals = piece.IndexOf((byte)'=');
            var value = AperioText.Trimmed(text, start + equals + 1, length - equals - 1);
            var key = equals < 0 ? string.Empty : AperioText.Trimmed(text, start, equals).Text;
            if (key.Length > 0 || value.Length > 0)
            {
                properties.Add(new AperioProperty(key, value));
            }

            start += length;
        }

        return properties;
    }

    private static AperioText? FindResidue(ReadOnlySpan<byte> bytes, int textLength)
    {
        // What is only NULs and blanks holds nothing.
        var first = bytes[textLength..].IndexOfAnyExcept("\0 \t\r\n"u8);
        if (first < 0)
        {
            return null;
        }

        var end = bytes.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1;
        var start = textLength + first;
        return new AperioText(TiffText.DecodeAll(bytes[start..end]), start, end - start);
    }
}

/// <summary>A key of a description and its value.</summary>
/// <param name="Key">As written, trimmed; empty for a piece without <c>=</c>.</param>
/// <param name="Value">The value, or the whole piece where there is no <c>=</c>.</param>
internal readonly record struct AperioProperty(string Key, AperioText Value);

/// <summary>A piece of a description.</summary>
/// <param name="Text">Decoded.</param>
/// <param name="Start">Of its first byte, from the start of the tag's value.</param>
/// <param name="Length">In bytes.</param>
internal readonly record struct AperioText(string Text, int Start, int Length)
{
    /// <summary>A piece without the blanks around it.</summary>
    public static AperioText Trimmed(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var piece = bytes.Slice(start, length);
        var first = piece.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0)
        {
            return new AperioText(string.Empty, start, 0);
        }

        var end = piece.LastIndexOfAnyExcept(" \t\r\n"u8) + 1;
        return new AperioText(TiffText.DecodeAll(piece[first..end]), start + first, end - first);
    }
}
