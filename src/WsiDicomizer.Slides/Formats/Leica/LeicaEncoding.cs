using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>How the tiles of a Leica SCN are stored: 8-bit JPEG with tables in tag 347, YCbCr; grey for fluorescence.</summary>
internal static class LeicaEncoding
{
    private const int Jpeg = 7;

    /// <summary>Refuses what cannot be read, with the reason.</summary>
    /// <param name="image">A page.</param>
    /// <exception cref="SlideFormatException">The page is stored in a way that is not supported.</exception>
    public static void RequireSupported(TiffImage image)
    {
        var directory = image.Directory;
        if (image.Compression != Jpeg)
        {
            throw directory.Unsupported($"compression {image.Compression} is not supported; supported is 7");
        }

        // Tiles become frames, and DICOM's Rows and Columns have 16 bits: PS3.3 C.7.6.3.
        if (image.SegmentSize.Width > ushort.MaxValue || (image.IsTiled && image.SegmentSize.Height > ushort.MaxValue))
        {
            throw directory.Unsupported($"tiles of {image.SegmentSize}; supported are up to {ushort.MaxValue}");
        }

        if (image.SamplesPerPixel is not (1 or 3) || image.BitsPerSample != 8)
        {
            throw directory.Unsupported(
                $"{image.SamplesPerPixel} samples of {image.BitsPerSample} bits per pixel; supported are 1 and 3 of 8 bits");
        }

        if (image.PlanarConfiguration != 1 && image.SamplesPerPixel > 1)
        {
            throw directory.Unsupported("the samples are stored in planes (tag 284); supported is interleaved, 1");
        }

        if (image.SamplesPerPixel == 1 ? image.Photometric != 1 : image.Photometric is not (2 or 6))
        {
            throw directory.Unsupported(
                $"photometric interpretation {image.Photometric} with {image.SamplesPerPixel} samples is not supported");
        }
    }

    /// <summary>How the tiles of a page are stored.</summary>
    /// <param name="image">A page.</param>
    /// <param name="segments">Its tiles: where a JPEG stream contradicts the tags, the stream is right.</param>
    /// <exception cref="SlideFormatException">The page's tables are damaged or stored in a way that is not supported.</exception>
    public static TileEncoding Read(TiffImage image, TiffSegmentTable segments)
    {
        RequireSupported(image);
        var declared = image.SamplesPerPixel == 1 ? TileColor.Grey
            : image.Photometric == 6 ? TileColor.YCbCr
            : TileColor.Rgb;
        return new TileEncoding
        {
            Compression = TileCompression.Jpeg,
            Color = TiffJpegColor.Resolve(image, segments, declared),
            BitsPerSample = 8,
            SamplesPerPixel = image.SamplesPerPixel,
            JpegTables = image.Directory.ReadBytes(TiffTag.JpegTables),
            VendorName = "7 (JPEG)",
        };
    }
}
