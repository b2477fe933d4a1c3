using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Where another anonymizer of SVS fails (formats.md 12), and what else may stand in such a file.</summary>
public sealed class AperioTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Theory]
    [InlineData(AnonymizationLevel.II)]
    [InlineData(AnonymizationLevel.III)]
    public void Anonymize_MacroRightBehindLabel_NeitherStaysLinked(AnonymizationLevel level)
    {
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide()));
        Assert.Equal([0UL, 0, 0], ReadSubfileTypes(built.Anonymize(level)));
        Assert.Equal(2, built.Places.Count(place => place.Kind is IdentityKind.LabelImage or IdentityKind.MacroImage));
    }

    [Fact]
    public void Anonymize_PictureInLastPage_EndsTheChainBeforeIt()
    {
        using var built = new BuiltSlide(variants, "aperio", "classic-rgb");
        using var file = SlideFile.Open(built.Anonymize(AnonymizationLevel.III));
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        Assert.Equal(0UL, tiff.Directories[^1].Place.NextOffset);
        Assert.All(tiff.Directories, page => Assert.Equal(0UL, page.ReadInteger(TiffTag.NewSubfileType, 0)));
    }

    [Theory]
    [InlineData("Title", "Doe Jane S24-0815")]
    [InlineData("ImageID", "1004486")]
    [InlineData("DSR ID", "labserver01")]
    [InlineData("Filename", "DOE_JANE_4711")]
    [InlineData("Time Zone", "GMT-05:00")]
    public void Anonymize_LevelIV_KeepsTheKeyAndNotItsValue(string key, string value)
    {
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide()));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.IV)));
        Assert.Contains($"|{key} = ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(value, text, StringComparison.Ordinal);
        Assert.Contains("|AppMag = 20|StripeWidth = 2040|", text, StringComparison.Ordinal);
        Assert.Contains("|MPP = 0.4990|", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gt450")]
    [InlineData("gt450-no-tables")]
    public void Anonymize_LabelWithoutDescription_IsToldAndGoes(string variant)
    {
        using var built = new BuiltSlide(variants, "aperio", variant);
        using var slide = SlideFormats.Open(built.Anonymize(AnonymizationLevel.III));
        Assert.All(slide.AssociatedImages, image => Assert.Equal(AssociatedImageKind.Thumbnail, image.Kind));
        Assert.Equal(2, built.Places.Count(place => place.Action == PlaceAction.OverwrittenAndUnlinked));
    }

    [Fact]
    public void Anonymize_LabelThatIsNotLzw_GoesAllTheSame()
    {
        var pages = AperioBuilder.Slide();
        pages[3].With(TestTag.Short(259, 5));
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(pages));
        Assert.NotEqual(0x80, pages[3].Strips[0][0]);
        Assert.Equal([0UL, 0, 0], ReadSubfileTypes(built.Anonymize(AnonymizationLevel.III)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Anonymize_OtherFlavours_Go(bool big, bool littleEndian)
    {
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide(), big, littleEndian));
        Assert.Equal([0UL, 0, 0], ReadSubfileTypes(built.Anonymize(AnonymizationLevel.IV)));
    }

    [Fact]
    public void Anonymize_LabelSecondAndMacroKept_LabelBecomesWhiteThatTheMacroIsNotTakenForTheThumbnail()
    {
        var pages = AperioBuilder.Slide();
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build([pages[0], pages[3], pages[4], pages[2]]));
        using var slide = SlideFormats.Open(
            built.Anonymize(AnonymizationLevel.III, rules => rules with { Overview = PictureRule.Keep }));
        Assert.Contains(built.Places, place => place is { Kind: IdentityKind.LabelImage, Action: PlaceAction.Blanked });
        Assert.All(Assert.Single(slide.AssociatedImages, image => image.Kind == AssociatedImageKind.Label).ReadPixels(), sample => Assert.Equal(255, sample));
        Assert.Contains(Assert.Single(slide.AssociatedImages, image => image.Kind == AssociatedImageKind.Macro).ReadPixels(), sample => sample == 2);
    }

    [Fact]
    public void Plan_LabelWithTheStripsOfTheThumbnail_IsRefused()
    {
        var bytes = AperioBuilder.Build(AperioBuilder.Slide());
        using (var file = new TemporaryFile(bytes))
        {
            using var source = SlideFile.Open(file.Path);
            var pages = TiffFile.Read(source, TiffLimits.Default).Directories;
            var (from, to) = (pages[1].Find(TiffTag.StripOffsets)!.Value, pages[3].Find(TiffTag.StripOffsets)!.Value);
            bytes.AsSpan((int)from.Value!.Value.Offset, 4).CopyTo(bytes.AsSpan((int)to.Value!.Value.Offset));
        }

        using var built = new BuiltSlide("DOE_JANE.svs", bytes);
        var refusal = Assert.Throws<AnonymizationException>(() => built.Plan(new AnonymizationRules { Level = AnonymizationLevel.III }));
        Assert.Contains("those of another structure", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymize_PictureBelowALevel_BecomesWhite()
    {
        var pages = AperioBuilder.Slide();
        pages[0] = new TestPage { Tags = pages[0].Tags, Tiles = pages[0].Tiles, Children = [AperioBuilder.Strips(8, 8, 1, null)] };
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(pages));
        using var file = SlideFile.Open(built.Anonymize(AnonymizationLevel.II));
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        var child = Assert.Single(tiff.ReadChildren(tiff.Directories[0], TiffTag.SubIFDs));
        Assert.All(
            WsiDicomizer.InPlace.Tiff.TiffSegments.Find(tiff, child),
            range => Assert.All(Read(file, range), sample => Assert.Equal(255, sample)));
    }

    [Fact]
    public void Anonymize_DamagedMacroBeyondTheEnd_IsWipedAsFarAsItIsThere()
    {
        var pages = AperioBuilder.Slide();
        pages.RemoveAt(3);
        var bytes = AperioBuilder.Build(pages);
        long strip;
        using (var file = new TemporaryFile(bytes))
        {
            using var source = SlideFile.Open(file.Path);
            var macro = TiffFile.Read(source, TiffLimits.Default).Directories[3];
            strip = (long)macro.ReadIntegers(TiffTag.StripOffsets)![0];
            bytes[macro.Find(TiffTag.StripByteCounts)!.Value.Value!.Value.Offset + 3] = 0x7F;
        }

        using var built = new BuiltSlide("DOE_JANE.svs", bytes);
        Assert.All(File.ReadAllBytes(built.Anonymize(AnonymizationLevel.III))[(int)strip..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData("classic-rgb")]
    [InlineData("classic-ycbcr")]
    [InlineData("gt450")]
    public void Anonymize_MaskLabel_CoversTheLabelAndKeepsTheRest(string variant)
    {
        using var built = new BuiltSlide(variants, "aperio", variant);
        using var before = SlideFormats.Open(built.Path);
        var path = built.Anonymize(AnonymizationLevel.IV, rules => rules with { Overview = PictureRule.MaskLabel });
        using var after = SlideFormats.Open(path);
        var (old, masked) = (Macro(before), Macro(after));
        var area = old.LabelArea!.Value;
        var (oldPixels, newPixels) = (old.ReadPixels(), masked.ReadPixels());
        for (var y = 0; y < old.Size.Height; y++)
        {
            for (var x = 0; x < old.Size.Width; x++)
            {
                var at = ((y * old.Size.Width) + x) * 3;
                if (x < area.Right)
                {
                    Assert.Equal([255, 255, 255], newPixels[at..(at + 3)]);
                }
                else if (x >= area.Right + 17)
                {
                    // Blocks are widened by an MCU at most, and chroma is interpolated one pixel further.
                    Assert.Equal(oldPixels[at..(at + 3)], newPixels[at..(at + 3)]);
                }
            }
        }

        Assert.Contains(built.Places, place => place.Action == PlaceAction.Masked);
        Assert.Single(after.AssociatedImages, image => image.Kind == AssociatedImageKind.Macro);
        Assert.DoesNotContain(after.AssociatedImages, image => image.Kind == AssociatedImageKind.Label);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV, Overview = PictureRule.MaskLabel }).ChangesNothing);
    }

    [Fact]
    public void Anonymize_MaskLabelWithAnArea_CoversThatArea()
    {
        using var built = new BuiltSlide("DOE_JANE.svs", AperioBuilder.Build(AperioBuilder.Slide()));
        using var after = SlideFormats.Open(built.Anonymize(
            AnonymizationLevel.III,
            rules => rules with { Overview = PictureRule.MaskLabel, LabelArea = new LabelArea(0.5, 0, 0.5, 1, IsShare: true) }));
        var pixels = Macro(after).ReadPixels();
        for (var i = 0; i < pixels.Length; i++)
        {
            var (x, y) = (i / 3 % 30, i / 3 / 30);
            Assert.Equal(x < 15 ? y / 4 : 255, pixels[i]);
        }
    }

    [Fact]
    public void Anonymize_MaskLabelWhereItsPlaceIsNotKnown_DropsTheMacro()
    {
        using var built = new BuiltSlide(variants, "huron", "classic");
        using var after = SlideFormats.Open(built.Anonymize(AnonymizationLevel.IV, rules => rules with { Overview = PictureRule.MaskLabel }));
        Assert.All(after.AssociatedImages, image => Assert.Equal(AssociatedImageKind.Thumbnail, image.Kind));
    }

    private static AssociatedImage Macro(Slide slide) => slide.AssociatedImages.First(image => image.Kind == AssociatedImageKind.Macro);

    private static byte[] Read(SlideFile file, ByteRange range)
    {
        var bytes = new byte[range.Length];
        file.ReadExactly(range.Offset, bytes);
        return bytes;
    }

    private static ulong[] ReadSubfileTypes(string path)
    {
        using var file = SlideFile.Open(path);
        return [.. TiffFile.Read(file, TiffLimits.Default).Directories.Select(page => page.ReadInteger(TiffTag.NewSubfileType, 0))];
    }
}
