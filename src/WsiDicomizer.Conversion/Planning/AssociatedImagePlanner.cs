using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>Plans THUMBNAIL, OVERVIEW and LABEL: JPEG with its coefficients as they are, everything else uncompressed.</summary>
internal sealed class AssociatedImagePlanner
{
    // The glass is 75 mm × 25 mm (ISO 8037-1), the label a third of it; a macro shows most. Nothing in the file tells its scale.
    private const double LongMm = 75;
    private const double ShortMm = 25;
    private const double ToleranceMm = 1;

    private readonly SlideGeometry _geometry;
    private readonly ColorProfiles _profiles;

    public AssociatedImagePlanner(SlideGeometry geometry, ColorProfiles profiles)
    {
        _geometry = geometry;
        _profiles = profiles;
    }

    /// <summary>Plans the instance of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="role">What it shows.</param>
    /// <param name="instanceNumber">Its number.</param>
    /// <param name="mask">Covers a part of it; null for none.</param>
    /// <exception cref="ConversionException">The image is larger than DICOM can say.</exception>
    /// <exception cref="SlideFormatException">The image is damaged.</exception>
    public InstancePlan Plan(AssociatedImage image, ImageRole role, int instanceNumber, PictureMask? mask)
    {
        if (image.Size.Width > ushort.MaxValue || image.Size.Height > ushort.MaxValue)
        {
            throw new ConversionException(
                $"{image.Location}: a picture of {image.Size} has no Rows and Columns in DICOM; they end at {ushort.MaxValue}");
        }

        var volume = GetImagedVolume(image, role);
        var plan = new InstancePlan
        {
            FileName = role.ToTerm().ToLowerInvariant() + ".dcm",
            Role = role,
            InstanceNumber = instanceNumber,
            IsDerived = role == ImageRole.Thumbnail || mask is not null,
            IsResampled = role == ImageRole.Thumbnail,
            Size = image.Size,
            FrameSize = image.Size,
            TransferSyntax = DicomTransferSyntax.ExplicitVRLittleEndian,
            PhotometricInterpretation = "RGB",
            SamplesPerPixel = image.Encoding.SamplesPerPixel,
            Loss = [],
            Spacing = new PixelSpacing(
                volume.WidthMm * 1000 / image.Size.Width, volume.HeightMm * 1000 / image.Size.Height),
            ImagedVolume = volume,
            LabelSide = GetLabelSide(image, role),
            Origin = GetOrigin(image, role, volume),
            IccProfile = role == ImageRole.Thumbnail ? _profiles.Volume : _profiles.Other,
            Frames = new SingleFrame(ReadOnlyMemory<byte>.Empty, FrameHandling.DecodedLossless),
        };
        if (plan.SamplesPerPixel == 1)
        {
            plan = plan with { PhotometricInterpretation = "MONOCHROME2", IccProfile = ReadOnlyMemory<byte>.Empty };
        }

        // The transfer syntax says baseline: other processes and depths are decoded.
        return image.TryReadJpeg() is { } jpeg
            && JpegHeader.Read(jpeg, JpegLimits.Default) is { Process: JpegProcess.Baseline, Precision: 8 } header
            && TryAsJpeg(plan, jpeg, header, mask) is { } asJpeg
            ? asJpeg
            : AsPixels(plan, image, mask);
    }

    // The camera of the macro may see the glass otherwise than that of the levels, which its shape shows: upright it has the
    // label on top, as Ventana's does, and lying to the left, as Aperio's, Hamamatsu's and Philips' do.
    private LabelSide GetLabelSide(AssociatedImage image, ImageRole role)
    {
        var side = _geometry.LabelSide;
        if (role != ImageRole.Overview || image.Position is not null)
        {
            return side;
        }

        var standsInLevels = side is LabelSide.Above or LabelSide.Below;
        var stands = image.Size.Height > image.Size.Width;
        return stands == standsInLevels ? side
            : stands ? LabelSide.Above
            : LabelSide.Left;
    }

    private SlidePosition GetOrigin(AssociatedImage image, ImageRole role, PhysicalSize volume)
    {
        if (role == ImageRole.Thumbnail)
        {
            return _geometry.Origin;
        }

        var side = GetLabelSide(image, role);
        return image.Position is { } position ? GlassPlacement.ToSlide(side, position)
            : role == ImageRole.Label ? GlassPlacement.ToSlide(side, LabelOnGlass(side))
            : GlassPlacement.ToSlide(side, volume);
    }

    // At the far end of the glass, in the corner that is left or upper as the picture is seen.
    private static GlassPosition LabelOnGlass(LabelSide side) => side switch
    {
        LabelSide.Right => new GlassPosition(LongMm - ShortMm, 0, LongMm, ShortMm),
        LabelSide.Below => new GlassPosition(0, LongMm - ShortMm, ShortMm, LongMm),
        LabelSide.Left => new GlassPosition(0, 0, LongMm, ShortMm),
        _ => new GlassPosition(0, 0, ShortMm, LongMm),
    };

    // Null where a part is to be covered and cannot be in the stream.
    private static InstancePlan? TryAsJpeg(InstancePlan plan, byte[] jpeg, JpegHeader header, PictureMask? mask)
    {
        var color = header.ImpliedColor switch
        {
            JpegColor.Grey => TileColor.Grey,
            JpegColor.Rgb => TileColor.Rgb,
            _ => TileColor.YCbCr,
        };
        var asJpeg = plan with
        {
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
            PhotometricInterpretation = JpegTileFormat.GetPhotometricInterpretation(color),
            Loss = [new LossyStep(LossyStep.Jpeg, (double)plan.Size.Area * plan.SamplesPerPixel / jpeg.Length)],
            Frames = new SingleFrame(jpeg, FrameHandling.Joined),
        };
        if (mask is null)
        {
            return asJpeg;
        }

        return new PixelSize(header.Width, header.Height) == plan.Size
            && mask.TryApply(jpeg, header.ImpliedColor ?? JpegColor.YCbCr, out var masked, out var covered, out _)
                ? asJpeg with { Frames = new SingleFrame(masked, FrameHandling.Masked), Mask = covered }
                : null;
    }

    private static InstancePlan AsPixels(InstancePlan plan, AssociatedImage image, PictureMask? mask)
    {
        // A copy: the picture may keep what it has decoded.
        var pixels = mask is null ? image.ReadPixels() : [.. image.ReadPixels()];
        var covered = mask?.Apply(pixels, plan.Size, plan.SamplesPerPixel);
        return plan with
        {
            // Pixels that were JPEG stay lossy, however they are stored now (PS3.3 C.7.6.1.1.5).
            Loss = image.Encoding.Compression == TileCompression.Jpeg ? [new LossyStep(LossyStep.Jpeg, 1)] : [],
            Frames = new SingleFrame(pixels, covered is null ? FrameHandling.DecodedLossless : FrameHandling.Masked),
            Mask = covered,
        };
    }

    private PhysicalSize GetImagedVolume(AssociatedImage image, ImageRole role)
    {
        if (role == ImageRole.Thumbnail)
        {
            return _geometry.ImagedVolume;
        }

        if (image.Spacing is { } spacing)
        {
            return new PhysicalSize(
                image.Size.Width * spacing.XMicrometres / 1000, image.Size.Height * spacing.YMicrometres / 1000);
        }

        // A label's scale is unknown; the macro's camera sees the long side of the glass, and no more than the glass.
        var longer = (double)Math.Max(image.Size.Width, image.Size.Height);
        var shorter = (double)Math.Min(image.Size.Width, image.Size.Height);
        var scale = role == ImageRole.Overview
            ? Math.Min(LongMm / longer, (ShortMm + ToleranceMm) / shorter)
            : ShortMm / longer;
        return new PhysicalSize(image.Size.Width * scale, image.Size.Height * scale);
    }
}
