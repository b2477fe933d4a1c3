using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Cli.Demo;

/// <summary>Looks whether a DICOM file says that it is a picture of the label or of the glass.</summary>
internal static class ImageTypeCheck
{
    private const int HeaderLength = 8;

    private static ReadOnlySpan<byte> ImageType => [0x08, 0x00, 0x08, 0x00, (byte)'C', (byte)'S'];

    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="start">At least the data set up to ImageType, if the file is DICOM.</param>
    /// <returns>Whether the third value of ImageType is LABEL or OVERVIEW.</returns>
    /// <remarks>
    /// PS3.3 C.8.12.4.1.1; ImageType (0008,0008), explicit VR little endian, is among the first elements.
    /// </remarks>
    public static bool IsForbidden(ReadOnlySpan<byte> start)
    {
        var place = start.IndexOf(ImageType);
        if (place < 0 || place + HeaderLength > start.Length)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(start[(place + 6)..]);
        var value = start[(place + HeaderLength)..];
        var words = Encoding.ASCII.GetString(value[..Math.Min(length, value.Length)]).Split('\\');
        return words.Any(word => word.Trim(' ', '\0') is "LABEL" or "OVERVIEW");
    }
}
