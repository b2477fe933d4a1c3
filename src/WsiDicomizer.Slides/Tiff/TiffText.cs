using System.Text;
using System.Text.Unicode;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>Decodes texts that claim to be ASCII.</summary>
public static class TiffText
{
    /// <summary>Decodes a text up to its first NUL.</summary>
    /// <param name="bytes">The value's bytes; a NUL at the end may be missing.</param>
    /// <remarks>
    /// TIFF 6.0 section 2 has 7-bit ASCII; scanners also write UTF-8 and Latin-1. What is valid UTF-8 is read as that,
    /// everything else as Latin-1, so that no byte is lost. What follows a NUL is what a rewriting tool left behind.
    /// </remarks>
    public static string Decode(ReadOnlySpan<byte> bytes) => DecodeAll(bytes[..LengthToNul(bytes)]);

    /// <summary>The number of bytes before the first NUL, or all.</summary>
    /// <param name="bytes">The value's bytes.</param>
    public static int LengthToNul(ReadOnlySpan<byte> bytes)
    {
        var nul = bytes.IndexOf((byte)0);
        return nul < 0 ? bytes.Length : nul;
    }

    /// <summary>Decodes bytes as UTF-8 where they are valid, otherwise as Latin-1; NULs are kept.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static string DecodeAll(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
}
