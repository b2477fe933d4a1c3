using System.IO.Compression;
using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Stores tiles without loss: as they are, LZW or deflate, with Predictor 2 where they are compressed.</summary>
/// <param name="compression">The number of TIFF: 1, 5 or 8.</param>
/// <param name="samples">What of the picture is stored.</param>
internal sealed class RawTileEncoder(int compression, StoredSamples samples) : ITileEncoder
{
    /// <inheritdoc/>
    public byte[]? SharedTables => null;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var pixels = samples switch
        {
            StoredSamples.Grey8 => GreySamples.From(rgb),
            StoredSamples.Grey16 => GreySamples.Widen(GreySamples.From(rgb)),
            _ => rgb.ToArray(),
        };
        if (compression == 1)
        {
            return pixels;
        }

        // The predictor of 16-bit samples works on numbers, not bytes; writers leave it out.
        if (samples != StoredSamples.Grey16)
        {
            HorizontalPredictor.Apply(pixels, width, samples == StoredSamples.Rgb ? 3 : 1);
        }

        return compression == 5 ? TiffLzw.Encode(pixels) : Deflate(pixels);
    }

    private static byte[] Deflate(byte[] pixels)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            zlib.Write(pixels);
        }

        return stream.ToArray();
    }
}

/// <summary>What of a drawn picture is stored.</summary>
internal enum StoredSamples
{
    /// <summary>Red, green, blue, 8 bits each.</summary>
    Rgb,

    /// <summary>Grey of 8 bits.</summary>
    Grey8,

    /// <summary>Grey of 16 bits, low byte first.</summary>
    Grey16,
}
