using System.Text;
using System.Text.Unicode;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Decodes the barcode: Base64 in the namespace 2010/10/01; in 2010/03/10 it is not known, so both are tried.</summary>
internal static class LeicaBarcode
{
    // A barcode is short; longer ones are shown as stored.
    private const int MaxLength = 4096;

    /// <summary>The text that the Base64 stands for.</summary>
    /// <param name="stored">As stored.</param>
    /// <returns>Null where it is no Base64 of UTF-8 that can be shown.</returns>
    public static string? TryDecode(string stored)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (stored.Length > MaxLength || !Convert.TryFromBase64String(stored, bytes, out var length) || length == 0
            || !Utf8.IsValid(bytes[..length]))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text.Any(char.IsControl) ? null : text;
    }
}
