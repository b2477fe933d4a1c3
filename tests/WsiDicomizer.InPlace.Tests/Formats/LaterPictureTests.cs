using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Label and macro of MIRAX, Leica, Ventana and CZI, level by level.</summary>
public sealed class LaterPictureTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    private const string NoMacro = "no-macro";

    public static TheoryData<string, string> Variants { get; } = SyntheticVariants.Of(["mirax", "leica", "ventana", "zeiss"]);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Carving_FindsPicturesUntilTheyAreOverwritten(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;

        // A CZI in a CZI begins with tables that every tile has, and ends with XML like that of the slide.
        var stored = Anonymization.StoredPictures(path);
        stored = vendor == "zeiss" ? stored.ConvertAll(picture => picture[3000..^3000]) : stored;
        var all = Carving.CountFound(stored, Path.GetDirectoryName(path)!);
        Assert.Equal(variant != NoMacro, all > 3);
        foreach (var level in Enum.GetValues<AnonymizationLevel>())
        {
            using var output = new TemporaryFolder();
            Anonymization.Copy(path, output, Anonymization.Rules(level));
            var found = Carving.CountFound(stored, output.Path);

            // Pages that stay linked are white from level II on, and so is the file that is nothing but a picture.
            var mayBeGone = level == AnonymizationLevel.II && vendor != "zeiss";
            Assert.InRange(found, level <= AnonymizationLevel.II && !mayBeGone ? all : 0, level <= AnonymizationLevel.II ? all : 0);
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
            var pictures = slide.AssociatedImages.Where(image => image.Kind != AssociatedImageKind.Thumbnail).ToList();
            Assert.Equal(vendor is "leica" or "ventana" && variant != NoMacro, pictures.Count > 0);
            Assert.All(pictures, image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Thumbnail_Dropped_IsGone(string vendor, string variant)
    {
        var path = variants.Get(vendor, variant).Path;
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Thumbnail = PictureRule.Drop };
        using var output = new TemporaryFolder();
        var copy = Anonymization.Copy(path, output, rules);
        using var slide = SlideFormats.Open(copy);
        Assert.All(
            slide.AssociatedImages,
            image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
        Assert.True(Anonymization.Plan(copy, rules).ChangesNothing);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Overview_Kept_ShowsTheSameAndSaysNothing(string vendor, string variant)
    {
        var written = variants.Get(vendor, variant);
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Overview = PictureRule.Keep };
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        var path = Anonymization.Copy(written.Path, output, rules);
        using var slide = SlideFormats.Open(path);
        Assert.Equal(variant != NoMacro, Pixels(source).Count > 0);
        Assert.Equal(Pixels(source), Pixels(slide));
        Assert.DoesNotContain(slide.AssociatedImages, image => image.Kind == AssociatedImageKind.Label);
        Assert.Empty(Leaks.Find(written.AnswerKey, output.Path));
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Theory]
    [InlineData("mirax", false)]
    [InlineData("ventana", true)]
    [InlineData("leica", true)]
    public void Overview_Masked_IsWhiteWhereTheLabelIs(string vendor, bool isKnown)
    {
        var written = variants.Get(vendor, FirstOf(vendor));
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Overview = PictureRule.MaskLabel };
        if (!isKnown)
        {
            var refusal = Assert.Throws<AnonymizationException>(() => Anonymization.Plan(written.Path, rules));
            Assert.Contains("--label-area", refusal.Message, StringComparison.Ordinal);
            rules = rules with { LabelArea = new LabelArea(0, 0, 0.35, 1, IsShare: true) };
        }

        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        var path = Anonymization.Copy(written.Path, output, rules);
        using var slide = SlideFormats.Open(path);
        var before = source.AssociatedImages.First(image => image.Kind == AssociatedImageKind.Macro);
        var after = slide.AssociatedImages.First(image => image.Kind == AssociatedImageKind.Macro);
        var area = before.LabelArea;
        var (old, now) = (before.ReadPixels(), after.ReadPixels());
        var samples = old.Length / (before.Size.Width * before.Size.Height);
        var same = 0;
        for (var pixel = 0; pixel < before.Size.Width * before.Size.Height; pixel++)
        {
            var (y, x) = Math.DivRem(pixel, before.Size.Width);
            var isLabel = area is { } known
                ? x >= known.Left && x < known.Right && y >= known.Top && y < known.Bottom
                : x < 0.35 * before.Size.Width;
            if (isLabel)
            {
                Assert.InRange(now[pixel * samples], 250, 255);
            }
            else
            {
                same += old[pixel * samples] == now[pixel * samples] ? 1 : 0;
            }
        }

        Assert.True(same > before.Size.Width * before.Size.Height / 2);
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Fact]
    public void Label_DrawnAnewInAMirax_ShowsSomethingElseOfTheSameSize()
    {
        var written = variants.Get("mirax", "jpeg");
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { DrawLabelText = true };
        using var output = new TemporaryFolder();
        using var source = SlideFormats.Open(written.Path);
        var path = Anonymization.Copy(written.Path, output, rules);
        using var slide = SlideFormats.Open(path);
        var before = source.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Label);
        var after = slide.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Label);
        Assert.Equal(before.Size, after.Size);
        Assert.NotEqual(before.ReadPixels(), after.ReadPixels());
        Assert.Contains(after.ReadPixels(), sample => sample < 50);
        Assert.True(Anonymization.Plan(path, rules).ChangesNothing);
    }

    [Fact]
    public void Macro_OfACzi_IsNotMasked()
    {
        var path = variants.Get("zeiss", FirstOf("zeiss")).Path;
        var rules = Anonymization.Rules(AnonymizationLevel.IV) with { Overview = PictureRule.MaskLabel };
        Assert.Contains("--overview drop", Assert.Throws<AnonymizationException>(() => Anonymization.Plan(path, rules)).Message, StringComparison.Ordinal);
    }

    private static string FirstOf(string vendor) =>
        SyntheticSlideCatalog.Vendors.Single(known => known.Name == vendor).Variants[0];

    private static List<string> Pixels(Slide slide) =>
    [
        .. slide.AssociatedImages.Where(image => image.Kind == AssociatedImageKind.Macro)
            .Select(image => Convert.ToHexString(image.ReadPixels())),
    ];
}
