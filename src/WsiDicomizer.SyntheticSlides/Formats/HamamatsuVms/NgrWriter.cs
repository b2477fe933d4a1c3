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
                var pixels = picture.Draw(left, top, new PixelSize(columnWidth, rows)).Pixels;
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
}
