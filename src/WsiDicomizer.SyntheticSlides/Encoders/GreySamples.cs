using System.Buffers.Binary;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes grey of colour.</summary>
internal static class GreySamples
{
    /// <summary>Luminance of ITU-R BT.601, 8 bits.</summary>
    /// <param name="rgb">Three bytes a pixel.</param>
    public static byte[] From(ReadOnlySpan<byte> rgb)
    {
        var grey = new byte[rgb.Length / 3];
        for (var index = 0; index < grey.Length; index++)
        {
            var pixel = rgb.Slice(index * 3, 3);
            grey[index] = (byte)(((299 * pixel[0]) + (587 * pixel[1]) + (114 * pixel[2])) / 1000);
        }

        return grey;
    }

    /// <summary>16 bits a sample, low byte first: 0 stays 0, 255 becomes 65,535.</summary>
    /// <param name="grey">One byte a pixel.</param>
    public static byte[] Widen(ReadOnlySpan<byte> grey)
    {
        var wide = new byte[grey.Length * 2];
        for (var index = 0; index < grey.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(wide.AsSpan(index * 2), (ushort)(grey[index] * 257));
        }

        return wide;
    }
}
