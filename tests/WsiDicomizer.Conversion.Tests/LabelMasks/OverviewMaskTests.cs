using System.Text.Json;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Imaging.Masking;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;
using WsiDicomizer.SyntheticSlides.Formats.Leica;
using WsiDicomizer.SyntheticSlides.Formats.Mirax;
using WsiDicomizer.SyntheticSlides.Formats.Philips;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

namespace WsiDicomizer.Conversion.Tests.LabelMasks;

public class OverviewMaskTests
{
    private static readonly PixelSize Size = new(700, 520);

    // The part, widened to whole MCUs: of 16 columns and rows with 4:2:0, 16 columns and 8 rows with 4:2:2, 8 and 8 else.
    [Theory]
    [InlineData("aperio")]
    [InlineData("hamamatsu")]
    [InlineData("ventana-legacy")]
    public void Convert_JpegMacro_HasItsLabelCoveredAndEveryOtherCoefficient(string vendor)
    {
        using var slide = Create(vendor);

        var result = slide.Convert(slide.CreateOutput("out"), change: MaskLabels);

        var overview = Assert.Single(result.Instances, instance => instance.Role == "OVERVIEW");
        var mask = overview.Mask!;
        Assert.Equal((FrameHandling.Masked, false, true), (overview.Handling, mask.IsGiven, mask.IsJpeg));
        var macro = Macro(slide);
        AssertHolds(mask.Area, macro.Area);
        Assert.Equal(JpegCoefficients.DigestOutside(macro.Jpeg!, mask.Area, JpegLimits.Default), mask.OutsideDigest);

        using var file = DicomFile.Open(Path.Combine(result.Directory, "overview.dcm"));
        var frame = Frame(file.Dataset);
        Assert.Equal(mask.OutsideDigest, JpegCoefficients.DigestOutside(frame, mask.Area, JpegLimits.Default));
        using var codec = new JpegCodec(JpegLimits.Default);
        AssertWhite(codec.Decode(frame).Samples, overview.Size, 3, mask.Area);
        AssertSays(file.Dataset);
        AssertReported(result, mask);
        Assert.Contains(result.Notes, note => note.StartsWith("overview.dcm: ", StringComparison.Ordinal) && note.Contains("were covered", StringComparison.Ordinal));
    }

    // Uncompressed, and JPEG in tiles, which are decoded: no part of them is a picture.
    [Theory]
    [InlineData("ventana-dp")]
    [InlineData("leica")]
    public void Convert_OtherMacro_HasItsLabelCoveredAndEveryOtherPixel(string vendor)
    {
        using var slide = Create(vendor);

        var result = slide.Convert(slide.CreateOutput("out"), change: MaskLabels);

        var overview = Assert.Single(result.Instances, instance => instance.Role == "OVERVIEW");
        var macro = Macro(slide);
        Assert.Equal((macro.Area, false), (overview.Mask!.Area, overview.Mask.IsJpeg));
        using var file = DicomFile.Open(Path.Combine(result.Directory, "overview.dcm"));
        var pixels = Frame(file.Dataset);
        AssertWhite(pixels, overview.Size, 3, macro.Area, ring: 0);
        Assert.Equal(
            PixelMask.DigestOutside(macro.Pixels, overview.Size, 3, macro.Area), PixelMask.DigestOutside(pixels, overview.Size, 3, macro.Area));
        AssertSays(file.Dataset);
    }

    [Theory]
    [InlineData("mirax")]
    [InlineData("philips")]
    public void Convert_LabelIsWhereNobodyKnows_DropsTheOverviewAndSaysWhy(string vendor)
    {
        using var slide = Create(vendor);

        var result = slide.Convert(slide.CreateOutput("out"), change: MaskLabels);

        Assert.DoesNotContain(result.Instances, instance => instance.Role == "OVERVIEW");
        Assert.Contains(result.Notes, note => note.Contains("OVERVIEW image(s) dropped", StringComparison.Ordinal) && note.Contains("--label-area", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mirax", 0, 0, 0.4, 1)]
    [InlineData("hamamatsu", 100, 8, 32, 16)]
    public void Convert_LabelAreaIsGiven_CoversThat(string vendor, double left, double top, double width, double height)
    {
        using var slide = Create(vendor);
        var area = new LabelArea(left, top, width, height, IsShare: width < 1);

        var result = slide.Convert(slide.CreateOutput("out"), change: options => MaskLabels(options) with { LabelArea = area });

        var overview = Assert.Single(result.Instances, instance => instance.Role == "OVERVIEW");
        Assert.True(overview.Mask!.IsGiven);
        AssertHolds(overview.Mask.Area, area.On(overview.Size)!.Value);
        Assert.True(overview.Mask.Area.Width <= area.On(overview.Size)!.Value.Width + 30);
    }

    [Fact]
    public void Convert_GivenAreaIsNotInThePicture_DropsTheOverview()
    {
        using var slide = Create("hamamatsu");

        var result = slide.Convert(
            slide.CreateOutput("out"), change: options => MaskLabels(options) with { LabelArea = new LabelArea(5000, 0, 10, 10, IsShare: false) });

        Assert.DoesNotContain(result.Instances, instance => instance.Role == "OVERVIEW");
        Assert.Contains(result.Notes, note => note.Contains("is not in them", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_ResearchLongitudinal_CoversTheLabel()
    {
        using var slide = Create("hamamatsu");

        var result = slide.Convert(slide.CreateOutput("out"), profile: "research-longitudinal");

        Assert.NotNull(Assert.Single(result.Instances, instance => instance.Role == "OVERVIEW").Mask);
    }

    // DICOM of a slide with the overview in it: where its label is nobody says, so it goes unless a person does.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Convert_DicomSlide_NeedsTheAreaGiven(bool isGiven)
    {
        using var slide = Create("hamamatsu");
        var identified = slide.Convert(slide.CreateOutput("identified"), profile: "identified");
        using var source = new ConvertedSlide(path => Copy(identified.Directory, Path.GetDirectoryName(path)!), "volume-0.dcm");

        var result = source.Convert(
            source.CreateOutput("out"),
            change: options => MaskLabels(options) with { LabelArea = isGiven ? new LabelArea(0, 0, 0.4, 1, IsShare: true) : null });

        var overview = result.Instances.SingleOrDefault(instance => instance.Role == "OVERVIEW");
        Assert.Equal(isGiven, overview?.Mask is not null);
        if (isGiven)
        {
            using var file = DicomFile.Open(Path.Combine(result.Directory, "overview.dcm"));
            AssertSays(file.Dataset);
        }
    }

    private static ConversionOptions MaskLabels(ConversionOptions options) =>
        options with { Profile = ResolvedProfile.Resolve(options.Profile.Profile.WithOverview(ImageDisposition.MaskLabel)) };

    private static void AssertSays(DicomDataset dataset)
    {
        Assert.Equal("NO", dataset.GetString(DicomTag.BurnedInAnnotation));
        Assert.Equal("YES", dataset.GetString(DicomTag.SpecimenLabelInImage));
        Assert.Equal(["DERIVED", "PRIMARY", "OVERVIEW", "NONE"], dataset.GetDicomItem<DicomStringElement>(DicomTag.ImageType).Values);
    }

    private static void AssertReported(ConversionResult result, LabelMask mask)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Directory, "report.json")));
        var said = report.RootElement.GetProperty("instances").EnumerateArray()
            .Single(instance => instance.GetProperty("role").GetString() == "OVERVIEW").GetProperty("labelMask");
        Assert.Equal(
            (mask.Area.Left, mask.Area.Top, mask.Area.Width, mask.Area.Height, mask.OutsideDigest),
            (said.GetProperty("left").GetInt32(), said.GetProperty("top").GetInt32(), said.GetProperty("width").GetInt32(),
                said.GetProperty("height").GetInt32(), said.GetProperty("outsideSha256").GetString()));
    }

    private static void AssertHolds(PixelRectangle outer, PixelRectangle inner) => Assert.True(
        outer.Left <= inner.Left && outer.Top <= inner.Top && outer.Right >= inner.Right && outer.Bottom >= inner.Bottom, $"{outer} has to hold {inner}");

    // Decoders mix the chroma of neighbours in, over the edge by a pixel.
    private static void AssertWhite(byte[] samples, PixelSize size, int samplesPerPixel, PixelRectangle area, int ring = 1)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var (y, x) = Math.DivRem(i / samplesPerPixel, size.Width);
            if (x >= area.Left + ring && x < area.Right - ring && y >= area.Top + ring && y < area.Bottom - ring)
            {
                Assert.True(samples[i] == 255, $"column {x}, row {y} is {samples[i]}");
            }
        }
    }

    private static (PixelRectangle Area, byte[]? Jpeg, byte[] Pixels) Macro(ConvertedSlide converted)
    {
        using var slide = SlideFormats.Open(converted.SlidePath);
        var macro = slide.AssociatedImages.First(image => image.Kind == AssociatedImageKind.Macro);
        return (macro.LabelArea!.Value, macro.TryReadJpeg(), macro.ReadPixels());
    }

    private static byte[] Frame(DicomDataset dataset)
    {
        if (dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out var fragments))
        {
            var frame = DicomEncapsulatedFrames.Create(dataset, fragments).GetFrame(0);
            var bytes = new byte[frame.Length];
            frame.Read(0, bytes);
            return bytes;
        }

        return dataset.GetDicomItem<DicomBytesElement>(DicomTag.PixelData).ToArray();
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*.dcm"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static ConvertedSlide Create(string vendor) => vendor switch
    {
        "aperio" => new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb)),
        "hamamatsu" => new ConvertedSlide(
            path => HamamatsuSyntheticSlide.Write(path, new HamamatsuSyntheticOptions { Size = new PixelSize(1200, 600) }), "DOE_JANE_4711.ndpi"),
        "leica" => new ConvertedSlide(
            path => LeicaSyntheticSlide.Write(path, new LeicaSyntheticOptions { Size = Size, TileSize = 128 }), "DOE_JANE_4711.scn"),
        "ventana-dp" => Ventana(VentanaVariant.DpAligned),
        "ventana-legacy" => Ventana(VentanaVariant.Legacy),
        "mirax" => new ConvertedSlide(
            path => MiraxSyntheticSlide.Write(path, new MiraxSyntheticOptions()), "DOE_JANE_4711.mrxs"),
        _ => new ConvertedSlide(
            path => PhilipsSyntheticSlide.Write(path, new PhilipsSyntheticOptions { Size = Size, TileSize = 128 }), "DOE_JANE_4711.tiff"),
    };

    private static ConvertedSlide Ventana(VentanaVariant variant) => new(
        path => VentanaSyntheticSlide.Write(path, new VentanaSyntheticOptions { Variant = variant, Size = Size, TileSize = 128 }), "DOE_JANE_4711.bif");
}
