using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>Writes NGR files: columns of 256 pixels (all of a narrow picture), 12 bits a sample in words of 16.</summary>
internal static class NgrWriter
{
    private const int HeaderBytes = 128;
    private const int WidthOffset = 4;
    private const int HeightOffset = 8;
    private const int ColumnOffset = 12;
    private const int StartOffset = 24;

    /// <summary>Writes a level.</summary>
    /// <param name="stream">Empty.</param>
    /// <param name="picture">The level.</param>
    /// <param name="cancellationToken">Stops between cells.</param>
    public static void Write(Stream stream, VmsPicture picture, CancellationToken cancellationToken)
    {
        var size = picture.Size;
        var columnWidth = size.Width % VmsTraits.IntervalWidth == 0 ? VmsTraits.IntervalWidth : size.Width;
        var header = new byte[HeaderBytes];
        "GN"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(WidthOffset), size.Width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(HeightOffset), size.Height);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(ColumnOffset), columnWidth);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(StartOffset), HeaderBytes);
        stream.Write(header);
        for (var left = 0; left < size.Width; left += columnWidth)
        {
            for (var top = 0; top < size.Height; top += VmsPicture.CellSide)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var rows = Math.Min(VmsPicture.CellSide, size.Height - top);
                var pixels = Soften(picture.Draw(left, top, new PixelSize(columnWidth, rows)).Pixels, columnWidth);
                var words = new byte[pixels.Length * 2];
                for (var index = 0; index < pixels.Length; index++)
                {
                    // The lower four bits are what a reader of eight does not see.
                    BinaryPrimitives.WriteUInt16LittleEndian(
                        words.AsSpan(2 * index), (ushort)((pixels[index] << 4) | (index & 0xF)));
                }

                stream.Write(words);
            }
        }
    }

    // No optics is as sharp as drawn noise, which no encoder at quality 90 keeps within 40 decibels.
    private static byte[] Soften(byte[] pixels, int width)
    {
        var across = new byte[pixels.Length];
        Mean(pixels, across, 3, index => index / 3 % width == 0, index => index / 3 % width == width - 1);
        var stride = 3 * width;
        Mean(across, pixels, stride, index => index < stride, index => index >= pixels.Length - stride);
        return pixels;
    }

    private static void Mean(byte[] source, byte[] target, int step, Func<int, bool> isFirst, Func<int, bool> isLast)
    {
        for (var index = 0; index < source.Length; index++)
        {
            var before = source[isFirst(index) ? index : index - step];
            var after = source[isLast(index) ? index : index + step];
            target[index] = (byte)((before + (2 * source[index]) + after + 2) / 4);
        }
    }
}
