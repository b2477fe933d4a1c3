using System.Text;
using System.Text.Unicode;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>Decodes what Philips keeps in Base64: pictures and the barcode's text.</summary>
internal static class PhilipsBase64
{
    /// <summary>Decodes bytes; blanks between the characters are left out, as Philips breaks lines.</summary>
    /// <param name="text">The text of an attribute.</param>
    /// <returns>Null where it is no Base64.</returns>
    public static byte[]? TryDecode(string text)
    {
        var bytes = new byte[((long)text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text of an attribute.</param>
    /// <returns>Null where it is no Base64 of UTF-8 that can be shown.</returns>
    public static string? TryDecodeText(string text) =>
        TryDecode(text) is { Length: > 0 } bytes
        && Utf8.IsValid(bytes)
        && Encoding.UTF8.GetString(bytes) is var decoded
        && !decoded.Any(char.IsControl)
            ? decoded
            : null;
}
