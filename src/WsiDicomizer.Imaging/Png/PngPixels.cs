using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Png;

/// <summary>Turns the stored samples of a row into grey or red, green, blue: palette looked up, alpha laid over white.</summary>
internal sealed class PngPixels
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _paletteAlpha;
    private readonly int[]? _transparentColor;

    /// <summary>Prepares for an image.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="palette">Red, green, blue of each entry; empty where the image has none.</param>
    /// <param name="transparency">The data of <c>tRNS</c>; empty where there is none.</param>
    public PngPixels(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        _header = header;
        _palette = palette.ToArray();
        _paletteAlpha = header.ColorType == PngColorType.Palette ? transparency.ToArray() : [];
        if (transparency.Length >= 2 * header.SamplesPerPixel && header.ColorType is PngColorType.Grey or PngColorType.Rgb)
        {
            // PNG 11.3.2.1: two bytes for each sample, whatever the depth; only its bits count.
            _transparentColor = new int[header.SamplesPerPixel];
            for (var i = 0; i < _transparentColor.Length; i++)
            {
                _transparentColor[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * i)..]) & ((1 << header.BitDepth) - 1);
            }
        }
    }

    /// <summary>Converts a row.</summary>
    /// <param name="row">As stored, its filter undone.</param>
    /// <param name="destination">Columns × SamplesPerPixel, 8 bit, or 16 bit with the lower byte first.</param>
    /// <returns>False where an index lies beyond the palette.</returns>
    public bool TryConvert(ReadOnlySpan<byte> row, Span<byte> destination)
    {
        if (_header.ColorType == PngColorType.Palette)
        {
            return TryLookUp(row, destination);
        }

        if (_header.BitDepth == 8 && _transparentColor is null && _header.ColorType is PngColorType.Grey or PngColorType.Rgb)
        {
            row.CopyTo(destination);
            return true;
        }

        Span<int> pixel = stackalloc int[_header.Channels];
        var samplesPerPixel = _header.SamplesPerPixel;
        var max = (1 << _header.BitDepth) - 1;
        for (int x = 0, target = 0; x < _header.Size.Width; x++)
        {
            for (var channel = 0; channel < pixel.Length; channel++)
            {
                pixel[channel] = Sample(row, (x * pixel.Length) + channel);
            }

            var alpha = pixel.Length > samplesPerPixel ? pixel[samplesPerPixel]
                : _transparentColor is not null && pixel.SequenceEqual(_transparentColor) ? 0
                : max;
            for (var channel = 0; channel < samplesPerPixel; channel++)
            {
                target += Write(destination[target..], OverWhite(pixel[channel], alpha, max), max);
            }
        }

        return true;
    }

    private static int OverWhite(int sample, int alpha, int max) =>
        alpha == max ? sample : (int)((((long)sample * alpha) + ((long)max * (max - alpha)) + (max / 2)) / max);

    private static int Write(Span<byte> destination, int sample, int max)
    {
        if (max == ushort.MaxValue)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)sample);
            return 2;
        }

        // 1, 2 and 4 bits: 255 is a multiple of their largest values.
        destination[0] = (byte)(sample * (255 / max));
        return 1;
    }

    private bool TryLookUp(ReadOnlySpan<byte> row, Span<byte> destination)
    {
        for (var x = 0; x < _header.Size.Width; x++)
        {
            var index = Sample(row, x);
            if (index >= _palette.Length / 3)
            {
                return false;
            }

            var alpha = index < _paletteAlpha.Length ? _paletteAlpha[index] : 255;
            for (var channel = 0; channel < 3; channel++)
            {
                destination[(3 * x) + channel] = (byte)OverWhite(_palette[(3 * index) + channel], alpha, 255);
            }
        }

        return true;
    }

    // The sample of a number in the row; the first bits are the highest.
    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        var depth = _header.BitDepth;
        if (depth == 8)
        {
            return row[index];
        }

        if (depth == 16)
        {
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        }

        var bit = (long)index * depth;
        return (row[(int)(bit / 8)] >> (8 - depth - (int)(bit % 8))) & ((1 << depth) - 1);
    }
}
