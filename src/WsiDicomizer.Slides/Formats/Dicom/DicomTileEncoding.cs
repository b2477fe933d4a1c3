using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>How the frames of an instance are stored (PS3.5 Annex A and 8.2, PS3.3 C.7.6.3).</summary>
internal static class DicomTileEncoding
{
    /// <summary>Refuses what cannot be converted, with the reason.</summary>
    /// <param name="instance">The instance.</param>
    /// <exception cref="SlideFormatException">It is valid and not supported.</exception>
    /// <exception cref="DicomDataException">An attribute is missing or wrong.</exception>
    public static void RequireSupported(DicomInstance instance)
    {
        if (FindReason(instance) is { } reason)
        {
            throw new SlideFormatException(SlideProblem.Unsupported, reason, instance.Path);
        }
    }

    /// <summary>The encoding, by the data set alone.</summary>
    /// <param name="instance">A supported instance.</param>
    public static TileEncoding Read(DicomInstance instance)
    {
        var photometric = instance.Text(DicomTag.PhotometricInterpretation);
        return new TileEncoding
        {
            Compression = GetCompression(instance.TransferSyntax)!.Value,
            Color = photometric switch
            {
                "MONOCHROME2" => TileColor.Grey,
                "RGB" => TileColor.Rgb,
                _ => TileColor.YCbCr,
            },
            BitsPerSample = 8,
            SamplesPerPixel = instance.Number(DicomTag.SamplesPerPixel, 1),
            IsPlanar = instance.Number(DicomTag.PlanarConfiguration, 0) == 1,
            VendorName = $"{instance.TransferSyntax.Name}, {photometric}",
        };
    }

    /// <summary>The encoding of a picture's frames; what JPEG streams say of their colour counts more than the data set.</summary>
    /// <param name="image">A supported picture.</param>
    /// <param name="table">Its frames.</param>
    /// <remarks>Converters label YCbCr streams RGB, and readers differ in whom they believe: the stream is what is decoded.</remarks>
    public static TileEncoding Read(DicomImage image, DicomTileTable table)
    {
        var encoding = Read(image.First);
        if (encoding.Compression != TileCompression.Jpeg)
        {
            return encoding;
        }

        return encoding with
        {
            Color = JpegStreamColor.Resolve(
                table.Count,
                table.GetRange,
                range =>
                {
                    var bytes = new byte[range.Length];
                    table.Read(range.Offset, bytes);
                    return bytes;
                },
                encoding.SamplesPerPixel,
                encoding.Color),
        };
    }

    private static TileCompression? GetCompression(DicomTransferSyntax syntax)
    {
        if (!syntax.IsEncapsulated)
        {
            return TileCompression.Uncompressed;
        }

        return syntax == DicomTransferSyntax.JPEGProcess1 ? TileCompression.Jpeg
            : syntax == DicomTransferSyntax.JPEG2000Lossless || syntax == DicomTransferSyntax.JPEG2000Lossy
                ? TileCompression.Jpeg2000
            : syntax == DicomTransferSyntax.JPEGLSLossless || syntax == DicomTransferSyntax.JPEGLSNearLossless
                ? TileCompression.JpegLs
            : syntax == DicomTransferSyntax.RLELossless ? TileCompression.Rle
            : null;
    }

    private static string? FindReason(DicomInstance instance)
    {
        var dataset = instance.Dataset;
        if (GetCompression(instance.TransferSyntax) is not { } compression)
        {
            return $"the transfer syntax {instance.TransferSyntax.Name} is not supported";
        }

        int allocated = dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated);
        int stored = dataset.GetSingleValue<ushort>(DicomTag.BitsStored);
        var samples = dataset.GetSingleValue<ushort>(DicomTag.SamplesPerPixel);
        if (allocated != 8 || stored != 8 || instance.Number(DicomTag.PixelRepresentation, 0) != 0)
        {
            return $"{stored} bits per sample in {allocated}: only 8 unsigned bits are supported";
        }

        if (!IsSupportedColor(compression, samples, instance.Text(DicomTag.PhotometricInterpretation)))
        {
            return "the PhotometricInterpretation is not supported with this transfer syntax: expected MONOCHROME2 of one "
                + "sample, or RGB or YBR of three";
        }

        if (instance.Number(DicomTag.TotalPixelMatrixFocalPlanes, 1) > 1 || instance.Number(DicomTag.NumberOfFocalPlanes, 1) > 1)
        {
            return "several focal planes are not supported";
        }

        var paths = dataset.TryGetSequence(DicomTag.OpticalPathSequence, out var sequence) ? sequence.Items.Count : 0;
        return paths > 1 || instance.Number(DicomTag.NumberOfOpticalPaths, 1) > 1
            ? "several optical paths are not supported"
            : null;
    }

    // YBR_FULL_422 of other than JPEG has half of the chroma samples: no picture that can be copied or decoded here.
    private static bool IsSupportedColor(TileCompression compression, int samples, string photometric) => samples switch
    {
        1 => photometric == "MONOCHROME2",
        3 => photometric is "RGB" or "YBR_FULL"
            || (compression == TileCompression.Jpeg && photometric == "YBR_FULL_422")
            || (compression == TileCompression.Jpeg2000 && photometric is "YBR_ICT" or "YBR_RCT" or "YBR_FULL_422"),
        _ => false,
    };
}
