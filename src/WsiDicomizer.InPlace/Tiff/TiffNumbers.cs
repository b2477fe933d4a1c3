using System.Buffers.Binary;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Numbers as a TIFF stores them.</summary>
internal static class TiffNumbers
{
    /// <summary>Writes a number in the byte order of a file.</summary>
    /// <param name="header">The file's.</param>
    /// <param name="value">The number.</param>
    /// <param name="width">1, 2, 4 or 8 bytes.</param>
    /// <exception cref="OverflowException">The number needs more.</exception>
    public static byte[] Write(TiffHeader header, ulong value, int width)
    {
        var bytes = new byte[width];
        switch (width, header.IsLittleEndian)
        {
            case (1, _):
                bytes[0] = checked((byte)value);
                break;
            case (2, true):
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
                break;
            case (2, false):
                BinaryPrimitives.WriteUInt16BigEndian(bytes, checked((ushort)value));
                break;
            case (4, true):
                BinaryPrimitives.WriteUInt32LittleEndian(bytes, checked((uint)value));
                break;
            case (4, false):
                BinaryPrimitives.WriteUInt32BigEndian(bytes, checked((uint)value));
                break;
            case (_, true):
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
                break;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
                break;
        }

        return bytes;
    }
}
