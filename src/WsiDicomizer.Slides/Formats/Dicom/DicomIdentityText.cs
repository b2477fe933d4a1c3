using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Values of elements as the text that an identity record shows and that an output is searched for.</summary>
internal static class DicomIdentityText
{
    /// <summary>The values of an element, several separated by backslashes; empty where it has none.</summary>
    /// <param name="element">The element.</param>
    /// <exception cref="DicomException">The value cannot be read any more.</exception>
    public static string FromElement(DicomElement element)
    {
        switch (element)
        {
            case DicomStringElement text:
                return string.Join('\\', text.Values);
            case DicomBytesElement bytes:
                var shown = new byte[Math.Min(bytes.Source.Length, DicomFormatLimits.MaxShownBytes)];
                bytes.Source.Read(0, shown);
                return FromBytes(shown);
            default:
                return string.Join('\\', element.GetAll<string>());
        }
    }

    /// <summary>Bytes as text where they are printable, else in hexadecimal.</summary>
    /// <param name="bytes">Padding of spaces and zeros at the end is left out.</param>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var trimmed = bytes.TrimEnd(" \0"u8);
        return trimmed.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0
            ? Encoding.ASCII.GetString(trimmed)
            : Convert.ToHexStringLower(trimmed);
    }
}
