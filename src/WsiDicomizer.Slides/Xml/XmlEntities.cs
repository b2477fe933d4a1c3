using System.Globalization;
using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Xml;

/// <summary>Decodes characters and entities: XML 1.0, sections 4.1 and 4.6.</summary>
internal static class XmlEntities
{
    // &#x10FFFF; is the longest that means something.
    private const int MaxReferenceLength = 10;

    /// <summary>Decodes a piece of text or an attribute's value.</summary>
    /// <param name="bytes">Valid UTF-8, or else Latin-1.</param>
    /// <returns>The text; a reference to something unknown stays as it is written.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = TiffText.DecodeAll(bytes);
        if (!text.Contains('&', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var end = text[at] == '&' ? text.IndexOf(';', at, Math.Min(MaxReferenceLength, text.Length - at)) : -1;
            if (end > 0 && Resolve(text.AsSpan(at + 1, end - at - 1)) is { } character)
            {
                decoded.Append(character);
                at = end;
            }
            else
            {
                decoded.Append(text[at]);
            }
        }

        return decoded.ToString();
    }

    private static string? Resolve(ReadOnlySpan<char> name) => name switch
    {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        ['#', 'x', .. var hexadecimal] => Character(hexadecimal, NumberStyles.AllowHexSpecifier),
        ['#', .. var number] => Character(number, NumberStyles.None),
        _ => null,
    };

    private static string? Character(ReadOnlySpan<char> digits, NumberStyles style) =>
        int.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) && Rune.IsValid(number)
            ? new Rune(number).ToString()
            : null;
}
