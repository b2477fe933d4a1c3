using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>How the pixels of a tile lie in memory: row by row, the samples of a pixel side by side.</summary>
/// <param name="Size">Columns and rows.</param>
/// <param name="SamplesPerPixel">1 or 3.</param>
/// <param name="BitsPerSample">8 or 16.</param>
internal readonly record struct PixelLayout(PixelSize Size, int SamplesPerPixel, int BitsPerSample)
{
    /// <summary>The bytes of a pixel.</summary>
    public int PixelBytes => SamplesPerPixel * (BitsPerSample / 8);

    /// <summary>The bytes of a row.</summary>
    public int Stride => Size.Width * PixelBytes;

    /// <summary>The bytes of a tile.</summary>
    public int Length => checked(Stride * Size.Height);

    /// <summary>Of a level's frames.</summary>
    /// <param name="facts">What they are.</param>
    public static PixelLayout Of(TileStreamFacts facts) => new(facts.Size, facts.SamplesPerPixel, facts.BitsPerSample);

    /// <summary>Repeats the last column and row of what shows something, up to the tile's edges: encoders like it smooth.</summary>
    /// <param name="pixels">A tile.</param>
    /// <param name="valid">The part that shows something, from its corner.</param>
    public void FillEdges(Span<byte> pixels, PixelSize valid)
    {
        for (var y = 0; valid.Width < Size.Width && y < valid.Height; y++)
        {
            var line = pixels.Slice(y * Stride, Stride);
            var last = line.Slice((valid.Width - 1) * PixelBytes, PixelBytes);
            for (var x = valid.Width; x < Size.Width; x++)
            {
                last.CopyTo(line[(x * PixelBytes)..]);
            }
        }

        var bottom = pixels.Slice((valid.Height - 1) * Stride, Stride);
        for (var y = valid.Height; y < Size.Height; y++)
        {
            bottom.CopyTo(pixels[(y * Stride)..]);
        }
    }
}
