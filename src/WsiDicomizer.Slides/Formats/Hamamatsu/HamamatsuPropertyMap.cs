using System.Diagnostics.CodeAnalysis;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>The text of tag 65449: lines of <c>key=value</c>, every piece with its place in the bytes.</summary>
/// <remarks>
/// Lines end in CR LF, LF or CR; one that begins with <c>;</c> is a comment. Observed in OS-1, Hamamatsu-1, CMU-1 and a
/// C13239-01; there is no public specification.
/// </remarks>
internal sealed class HamamatsuPropertyMap
{
    private HamamatsuPropertyMap(IReadOnlyList<HamamatsuProperty> properties) => Properties = properties;

    /// <summary>All lines that hold something, in their order; what stands behind the first NUL, too.</summary>
    public IReadOnlyList<HamamatsuProperty> Properties { get; }

    /// <summary>Parses the bytes of the tag.</summary>
    /// <param name="bytes">The value, with or without its NUL.</param>
    /// <param name="map">The map.</param>
    /// <returns>False where it exceeds <see cref="HamamatsuLimits"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out HamamatsuPropertyMap? map)
    {
        map = null;
        if (bytes.Length > HamamatsuLimits.MaxPropertyMapBytes)
        {
            return false;
        }

        var properties = new List<HamamatsuProperty>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes[start..].IndexOfAny("\r\n\0"u8);
            length = length < 0 ? bytes.Length - start : length;
            Add(properties, bytes, start, length);
            if (properties.Count > HamamatsuLimits.MaxProperties)
            {
                return false;
            }

            start += length + 1;
        }

        map = new HamamatsuPropertyMap(properties);
        return true;
    }

    /// <summary>The value of a key; the first one where it repeats.</summary>
    /// <param name="key">The key, in any case.</param>
    /// <returns>Null where the key is missing or its value empty.</returns>
    public string? Find(string key)
    {
        foreach (var property in Properties)
        {
            if (property.Value.Length > 0 && property.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    private static void Add(List<HamamatsuProperty> properties, ReadOnlySpan<byte> bytes, int start, int length)
    {
        var (lineStart, lineLength) = Trim(bytes, start, length);
        if (lineLength == 0)
        {
            return;
        }

        var line = bytes.Slice(lineStart, lineLength);
        var equals = line[0] == (byte)';' ? -1 : line.IndexOf((byte)'=');
        var (valueStart, valueLength) = Trim(bytes, lineStart + equals + 1, lineLength - equals - 1);
        var key = equals < 0 ? string.Empty : TiffText.DecodeAll(line[..equals]).Trim();
        properties.Add(new HamamatsuProperty(
            key, TiffText.DecodeAll(bytes.Slice(valueStart, valueLength)), valueStart, valueLength));
    }

    private static (int Start, int Length) Trim(ReadOnlySpan<byte> bytes, int start, int length)
    {
        var piece = bytes.Slice(start, length);
        var first = piece.IndexOfAnyExcept(" \t"u8);
        return first < 0 ? (start, 0) : (start + first, piece.LastIndexOfAnyExcept(" \t"u8) + 1 - first);
    }
}

/// <summary>A line of a property map.</summary>
/// <param name="Key">Trimmed; empty for a comment or a line without <c>=</c>.</param>
/// <param name="Value">The value, or the whole line where there is no key.</param>
/// <param name="Start">Of the value's first byte, from the start of the tag's value.</param>
/// <param name="Length">Of the value in bytes.</param>
internal readonly record struct HamamatsuProperty(string Key, string Value, int Start, int Length);
