using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Tiff;

/// <summary>What must hold for every TIFF whose pages are the levels and pictures.</summary>
public sealed class TiffVariantTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    public static TheoryData<string, string> All { get; } =
        SyntheticVariants.Of(["aperio", "huron", "generic-tiff", "qptiff", "trestle", "ome-tiff"]);

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_LevelIIAndAbove_ShowsNoLabelAndNoMacro(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        foreach (var level in new[] { AnonymizationLevel.II, AnonymizationLevel.III, AnonymizationLevel.IV })
        {
            using var slide = SlideFormats.Open(built.Anonymize(level));
            Assert.All(
                slide.AssociatedImages.Where(image => image.Kind != AssociatedImageKind.Thumbnail),
                image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_LevelI_ShowsWhatItShowed(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        using var before = SlideFormats.Open(built.Path);
        using var after = SlideFormats.Open(built.Anonymize(AnonymizationLevel.I));
        Assert.Equal(
            before.AssociatedImages.Select(image => (image.Kind, image.Size, Convert.ToHexString(image.ReadPixels()))),
            after.AssociatedImages.Select(image => (image.Kind, image.Size, Convert.ToHexString(image.ReadPixels()))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_LevelIII_LeavesNothingToCarve(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        var stored = StoredPictures.Read(built.Path);
        var before = Carving.CountFound(stored, built.Folder);
        built.Anonymize(AnonymizationLevel.II);

        // OME finds pages by their number: they stay, white, and nothing of them is left at level II either.
        Assert.Equal(vendor == "ome-tiff" ? 0 : before, Carving.CountFound(stored, built.Output));
        foreach (var level in new[] { AnonymizationLevel.III, AnonymizationLevel.IV })
        {
            built.Anonymize(level);
            Assert.Equal(0, Carving.CountFound(stored, built.Output));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_LevelIVAfterLevelII_LeavesNothingToCarve(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        var stored = StoredPictures.Read(built.Path);
        InPlaceWriter.Write(built.Plan(new AnonymizationRules { Level = AnonymizationLevel.II }));
        var path = Directory.EnumerateFiles(built.Folder).Single(file => !file.EndsWith(".Full", StringComparison.Ordinal));
        InPlaceWriter.Write(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV }));
        Assert.Equal(0, Carving.CountFound(stored, built.Folder));
    }

    [Theory]
    [InlineData("aperio", "classic-rgb")]
    [InlineData("aperio", "gt450")]
    [InlineData("huron", "classic")]
    [InlineData("qptiff", "bright-field")]
    [InlineData("generic-tiff", "jpeg")]
    [InlineData("ome-tiff", "subifd-rgb")]
    public void Carving_OfASlideAsItIs_FindsItsPictures(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        Assert.InRange(Carving.CountFound(StoredPictures.Read(built.Path), built.Folder), 10, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_ThumbnailDropped_HasOnlyLevels(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        using var slide = SlideFormats.Open(
            built.Anonymize(AnonymizationLevel.III, rules => rules with { Thumbnail = PictureRule.Drop }));
        Assert.All(slide.AssociatedImages, image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Anonymize_PicturesKept_HasThemAtLevelIV(string vendor, string variant)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        using var before = SlideFormats.Open(built.Path);
        using var after = SlideFormats.Open(built.Anonymize(
            AnonymizationLevel.IV, rules => rules with { Label = PictureRule.Keep, Overview = PictureRule.Keep }));
        Assert.Equal(
            before.AssociatedImages.Select(image => (image.Size, Convert.ToHexString(image.ReadPixels()))),
            after.AssociatedImages.Select(image => (image.Size, Convert.ToHexString(image.ReadPixels()))));
    }
}
