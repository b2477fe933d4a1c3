using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Output;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Conversion.DualTiff;

/// <summary>How the streams of frames are told in TIFF.</summary>
/// <param name="Compression">The compression's number.</param>
/// <param name="Photometric">PhotometricInterpretation of TIFF.</param>
/// <param name="Subsampling">YCbCrSubSampling; null where the photometric interpretation is another.</param>
internal sealed record DualTiffCoding(int Compression, int Photometric, (int Horizontal, int Vertical)? Subsampling)
{
    // TIFF Technical Note 2: each tile a whole stream, or one with shared tables.
    private const int Jpeg = 7;

    // Aperio's number for a codestream whose decoded components are red, green and blue. Of the numbers in use it is the
    // one that means a bare codestream and nothing else, and that most of the few readers of such TIFFs know.
    private const int Jpeg2000Rgb = 33005;

    private const int Grey = 1;
    private const int Rgb = 2;
    private const int YCbCr = 6;

    /// <summary>Whether the streams are JPEG 2000.</summary>
    public bool IsJpeg2000 => Compression == Jpeg2000Rgb;

    /// <summary>Finds out.</summary>
    /// <param name="instance">A level.</param>
    /// <exception cref="ConversionException">TIFF has no way to tell it that readers take.</exception>
    public static DualTiffCoding Of(OutgoingInstance instance)
    {
        var plan = instance.Plan;
        if (plan.BitsPerSample != 8)
        {
            throw Refuse(plan, "more than 8 bits per sample");
        }

        var photometric = instance.Dataset.GetString(DicomTag.PhotometricInterpretation);
        if (plan.TransferSyntax == DicomTransferSyntax.JPEG2000Lossless
            || plan.TransferSyntax == DicomTransferSyntax.JPEG2000Lossy)
        {
            // YBR_ICT and YBR_RCT name a transform inside the codestream: what decoders give is RGB.
            return photometric switch
            {
                "MONOCHROME2" => new DualTiffCoding(Jpeg2000Rgb, Grey, null),
                "RGB" or "YBR_ICT" or "YBR_RCT" => new DualTiffCoding(Jpeg2000Rgb, Rgb, null),
                _ => throw Refuse(plan, $"JPEG 2000 of {photometric}"),
            };
        }

        if (plan.TransferSyntax != DicomTransferSyntax.JPEGProcess1)
        {
            throw Refuse(plan, plan.TransferSyntax.Name);
        }

        var subsampling = GetSubsampling(plan);
        return (photometric, subsampling) switch
        {
            ("MONOCHROME2", _) => new DualTiffCoding(Jpeg, Grey, null),
            ("RGB", JpegSubsampling.None) => new DualTiffCoding(Jpeg, Rgb, null),
            ("YBR_FULL" or "YBR_FULL_422", JpegSubsampling.None) => new DualTiffCoding(Jpeg, YCbCr, (1, 1)),
            ("YBR_FULL_422", JpegSubsampling.Horizontal) => new DualTiffCoding(Jpeg, YCbCr, (2, 1)),
            ("YBR_FULL_422", JpegSubsampling.HorizontalAndVertical) => new DualTiffCoding(Jpeg, YCbCr, (2, 2)),
            _ => throw Refuse(plan, $"JPEG of {photometric} with this subsampling"),
        };
    }

    // libtiff refuses tiles that are sampled in another way than their directory says.
    private static JpegSubsampling GetSubsampling(InstancePlan plan)
    {
        var all = ((ILevelFrameSource)plan.Frames).ReadStreamHeaders()
            .Select(header => JpegHeader.Read(header.Span, JpegLimits.Default).Subsampling).Distinct().ToList();
        return all.Count == 1 ? all[0] : throw Refuse(plan, "tiles that are subsampled in different ways");
    }

    private static ConversionException Refuse(InstancePlan plan, string what) => new(
        $"{plan.FileName}: TIFF has no way to tell {what} that readers take: convert this slide without --dual-tiff");
}
