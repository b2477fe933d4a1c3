using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Label and macro of Hamamatsu's and Philips' formats, level by level.</summary>
public sealed class PictureTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    public static TheoryData<string, string> Variants { get; } =
        SyntheticVariants.Of(["hamamatsu", "hamamatsu-vms", "philips", "isyntax"]);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Carving_Level_FindsPicturesUntilTheyAreOverwritten(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;
        var stored = Anonymization.StoredPictures(path);
        var all = Carving.CountFound(stored, Path.GetDirectoryName(path)!);
        Assert.True(all > 3);
        foreach (var level in Enum.GetValues<AnonymizationLevel>())
        {
            using var output = new TemporaryFolder();
            Anonymization.Copy(path, output, Anonymization.Rules(level));

            // The macro of a VMS is a file of its own, which is not left open beside the slide.
            var last = vendor == "hamamatsu-vms" ? AnonymizationLevel.I : AnonymizationLevel.II;
            Assert.Equal(level <= last ? all : 0, Carving.CountFound(stored, output.Path));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void AssociatedImages_FromLevelII_AreGoneOrWhite(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;
        foreach (var level in new[] { AnonymizationLevel.II, AnonymizationLevel.III, AnonymizationLevel.IV })
        {
            using var output = new TemporaryFolder();
            using var slide = SlideFormats.Open(Anonymization.Copy(path, output, Anonymization.Rules(level)));
            Assert.Empty(slide.ToleratedFaults);

            // NDPI's map shows where tissue is.
            var pictures = slide.AssociatedImages.Where(image => !(vendor == "hamamatsu" && image.Kind == AssociatedImageKind.Unknown)).ToList();
            var mayStay = vendor == "hamamatsu-vms" || (vendor == "isyntax" && level > AnonymizationLevel.II);
            Assert.Equal(mayStay, pictures.Count > 0);
            Assert.All(pictures, image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
        }
    }

    // What level II only unlinks, no structure leads to: level IV finds it all the same.
    [Theory]
    [MemberData(nameof(Variants))]
    public void Carving_LevelIVAfterLevelII_FindsNothing(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;
        using var second = new TemporaryFolder();
        using var fourth = new TemporaryFolder();
        var unlinked = Anonymization.Copy(path, second, Anonymization.Rules(AnonymizationLevel.II));
        Anonymization.Copy(unlinked, fourth, Anonymization.Rules(AnonymizationLevel.IV));
        Assert.Equal(0, Carving.CountFound(Anonymization.StoredPictures(path), fourth.Path));
        Assert.Empty(Leaks.Find(variants.Get(vendor, variant).AnswerKey, fourth.Path));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void LevelI_Pictures_AreAsTheyWere(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(path);
        using var slide = SlideFormats.Open(Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.I)));
        Assert.Equal(
            source.AssociatedImages.Select(image => (image.Kind, Convert.ToHexString(image.ReadPixels()))),
            slide.AssociatedImages.Select(image => (image.Kind, Convert.ToHexString(image.ReadPixels()))));
        Assert.Equal(source.IdentityRecords.Count, slide.IdentityRecords.Count);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Overview_Kept_ShowsTheSameAndSaysNothing(string vendor, string variant)
    {
        var written = variants.Get(vendor, variant);
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Overview = PictureRule.Keep };
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        using var slide = SlideFormats.Open(Anonymization.Copy(written.Path, output, rules));
        Assert.NotEmpty(slide.AssociatedImages);
        Assert.DoesNotContain(slide.AssociatedImages, image => image.Kind == AssociatedImageKind.Label && image.ReadPixels().Any(sample => sample < 255));
        Assert.Equal(Pixels(source, AssociatedImageKind.Macro), Pixels(slide, AssociatedImageKind.Macro));
        Assert.Empty(Leaks.Find(written.AnswerKey, output.Path));
    }

    [Theory]
    [InlineData("hamamatsu", "ycc-422", true)]
    [InlineData("hamamatsu", "focal-planes", true)]
    [InlineData("hamamatsu-vms", "grid", true)]
    [InlineData("philips", "classic", false)]
    [InlineData("philips", "rgb", false)]
    [InlineData("philips", "big-xml-only", false)]
    [InlineData("isyntax", "v1", false)]
    public void Overview_Masked_IsWhiteWhereTheLabelIsAndElsewhereTheSame(string vendor, string variant, bool isKnown)
    {
        var written = variants.Get(vendor, variant);
        var area = new LabelArea(0, 0, 0.34, 1, IsShare: true);
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Overview = PictureRule.MaskLabel };
        if (!isKnown)
        {
            // The whole of it may be the label then.
            using var without = new TemporaryFolder();
            using var gone = SlideFormats.Open(Anonymization.Copy(written.Path, without, rules));
            Assert.All(gone.AssociatedImages, image => Assert.DoesNotContain(image.ReadPixels(), sample => sample < 255));
        }

        rules = rules with { LabelArea = area };
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        var path = Anonymization.Copy(written.Path, output, rules);
        using var slide = SlideFormats.Open(path);
        var macros = slide.AssociatedImages.Where(image => image.Kind == AssociatedImageKind.Macro).ToList();
        Assert.NotEmpty(macros);
        foreach (var macro in macros)
        {
            var original = source.AssociatedImages.First(image =>
                image.Kind == AssociatedImageKind.Macro && image.Location.Contains("270", StringComparison.Ordinal) == macro.Location.Contains("270", StringComparison.Ordinal));
            AssertMasked(original, macro, 0.34);
        }

        Assert.Empty(Leaks.Find(written.AnswerKey, output.Path));
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Theory]
    [InlineData("philips", "classic")]
    [InlineData("philips", "rgb")]
    [InlineData("philips", "big-xml-only")]
    [InlineData("isyntax", "v2")]
    public void Label_DrawnAnew_ShowsSomethingElseOfTheSameSize(string vendor, string variant)
    {
        var written = variants.Get(vendor, variant);
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { DrawLabelText = true };

        // A JPEG begins with tables that many have, a thousand characters of Base64.
        var stored = Anonymization.StoredPictures(written.Path).Select(bytes => bytes.Length > 5000 ? bytes[1000..] : bytes).ToList();
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        var path = Anonymization.Copy(written.Path, output, rules);
        using var slide = SlideFormats.Open(path);
        Assert.Equal(
            source.AssociatedImages.Where(image => image.Kind == AssociatedImageKind.Label).Select(image => image.Size),
            slide.AssociatedImages.Where(image => image.Kind == AssociatedImageKind.Label).Select(image => image.Size));
        Assert.All(
            slide.AssociatedImages.Where(image => image.Kind == AssociatedImageKind.Label),
            image => Assert.Contains(image.ReadPixels(), sample => sample < 50));
        Assert.Empty(Pixels(source, AssociatedImageKind.Label).Intersect(Pixels(slide, AssociatedImageKind.Label)));
        Assert.Equal(0, Carving.CountFound(stored, output.Path));
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    private static void AssertMasked(AssociatedImage original, AssociatedImage masked, double width)
    {
        var (before, after) = (original.ReadPixels(), masked.ReadPixels());
        var size = masked.Size;
        var covered = (int)Math.Ceiling(size.Width * width);
        var hadLabel = false;
        for (var y = 0; y < size.Height; y++)
        {
            for (var x = 0; x < size.Width; x++)
            {
                for (var i = ((y * size.Width) + x) * 3; i < (((y * size.Width) + x) * 3) + 3; i++)
                {
                    hadLabel |= x < covered && before[i] < 100;

                    // Half an MCU further and beyond, decoders mix nothing in.
                    if (x < covered - 1)
                    {
                        Assert.InRange(after[i], 250, 255);
                    }
                    else if (x > covered + 17)
                    {
                        Assert.Equal(before[i], after[i]);
                    }
                }
            }
        }

        Assert.True(hadLabel);
    }

    private static List<string> Pixels(Slide slide, AssociatedImageKind kind) =>
        [.. slide.AssociatedImages.Where(image => image.Kind == kind).Select(image => Convert.ToHexString(image.ReadPixels()))];
}
