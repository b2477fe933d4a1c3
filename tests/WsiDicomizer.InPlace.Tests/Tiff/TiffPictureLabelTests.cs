using WsiDicomizer.Imaging.LabelDrawing;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.InPlace.Tests.Tiff;

public sealed class TiffPictureLabelTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Theory]
    [InlineData("aperio", "classic-rgb", true)]
    [InlineData("aperio", "gt450", true)]
    [InlineData("huron", "classic", true)]
    [InlineData("huron", "big-rgb", true)]
    [InlineData("qptiff", "big-lzw", true)]
    [InlineData("qptiff", "bright-field", false)]
    [InlineData("ome-tiff", "subifd-rgb", true)]
    [InlineData("ome-tiff", "pages-rgb", true)]
    public void Anonymize_LabelText_DrawsTheNewNameInPlaceOfTheLabel(string vendor, string variant, bool isExact)
    {
        using var built = new BuiltSlide(variants, vendor, variant);
        var stored = StoredPictures.Read(built.Path);
        using var before = SlideFormats.Open(built.Path);
        foreach (var level in new[] { AnonymizationLevel.II, AnonymizationLevel.IV })
        {
            var path = built.Anonymize(level, rules => rules with { DrawLabelText = true });
            Assert.Equal(PlaceAction.Redrawn, Assert.Single(built.Places, place => place.Kind == IdentityKind.LabelImage).Action);
            using var after = SlideFormats.Open(path);
            var label = Assert.Single(after.AssociatedImages, image => image.Kind == AssociatedImageKind.Label);
            Assert.Equal(before.AssociatedImages.Single(image => image.Kind == AssociatedImageKind.Label).Size, label.Size);
            var drawn = LabelPicture.Draw(label.Size, BuiltSlide.NewName(string.Empty), LabelLimits.Default).Pixels.ToArray();
            Assert.Contains((byte)0, drawn);
            var pixels = label.ReadPixels();
            var difference = pixels.Select((sample, i) => Math.Abs(sample - drawn[i])).ToList();
            Assert.InRange(difference.Average(), 0, isExact ? 0 : 25);
            Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = level, DrawLabelText = true }).ChangesNothing);
        }

        Assert.Equal(0, Carving.CountFound(stored, built.Output));
    }

    [Fact]
    public void Anonymize_LabelTooSmallForAName_Goes()
    {
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide()));
        built.Anonymize(AnonymizationLevel.III, rules => rules with { DrawLabelText = true });
        Assert.Equal(
            PlaceAction.OverwrittenAndUnlinked,
            Assert.Single(built.Places, place => place.Kind == IdentityKind.LabelImage).Action);
    }

    [Fact]
    public void Anonymize_LevelI_DrawsNothing()
    {
        using var built = new BuiltSlide(variants, "aperio", "classic-rgb");
        built.Anonymize(AnonymizationLevel.I, rules => rules with { DrawLabelText = true });
        Assert.DoesNotContain(built.Places, place => place.Action == PlaceAction.Redrawn);
    }
}
