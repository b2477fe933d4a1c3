using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Formats;

public sealed class TrestleTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Theory]
    [InlineData(AnonymizationLevel.II)]
    [InlineData(AnonymizationLevel.III)]
    [InlineData(AnonymizationLevel.IV)]
    public void InPlace_MacroFile_IsGone(AnonymizationLevel level)
    {
        using var built = new BuiltSlide(variants, "trestle", "plain");
        InPlaceWriter.Write(built.Plan(new AnonymizationRules { Level = level }));
        Assert.Equal([BuiltSlide.NewName(".tif")], Directory.EnumerateFiles(built.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Anonymize_LevelI_RenamesBothFiles()
    {
        using var built = new BuiltSlide(variants, "trestle", "overlaps");
        using var slide = SlideFormats.Open(built.Anonymize(AnonymizationLevel.I));
        Assert.Equal(
            [BuiltSlide.NewName(".Full"), BuiltSlide.NewName(".tif")],
            Directory.EnumerateFiles(built.Output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(slide.AssociatedImages, image => image.Kind == AssociatedImageKind.Macro);
    }

    [Fact]
    public void Anonymize_MaskLabelWithoutAnArea_RemovesTheFile()
    {
        using var built = new BuiltSlide(variants, "trestle", "plain");
        built.Anonymize(AnonymizationLevel.III, rules => rules with { Overview = PictureRule.MaskLabel });
        Assert.Single(Directory.EnumerateFiles(built.Output));
    }

    [Fact]
    public void Anonymize_MaskLabelWithAnArea_CoversIt()
    {
        using var built = new BuiltSlide(variants, "trestle", "plain");
        var path = built.Anonymize(
            AnonymizationLevel.IV,
            rules => rules with { Overview = PictureRule.MaskLabel, LabelArea = new LabelArea(0, 0, 0.5, 1, IsShare: true) });
        using var slide = SlideFormats.Open(path);
        var macro = Assert.Single(slide.AssociatedImages);
        var pixels = macro.ReadPixels();
        Assert.All(Enumerable.Range(0, macro.Size.Height), row => Assert.All(
            // Chroma is interpolated by a pixel at the edge.
            pixels[(row * macro.Size.Width * 3)..(((row * macro.Size.Width) + (macro.Size.Width / 2) - 1) * 3)],
            sample => Assert.Equal(255, sample)));
        Assert.Contains(pixels, sample => sample < 200);
        Assert.Equal(PlaceAction.Masked, Assert.Single(built.Places, place => place.Kind == IdentityKind.MacroImage).Action);
    }
}
