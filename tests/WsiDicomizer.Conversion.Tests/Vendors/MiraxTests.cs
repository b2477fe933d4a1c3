using System.Text;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Mirax;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.Vendors;

/// <summary>One slide of each kind, made when it is first asked for.</summary>
public sealed class MiraxSlides : IDisposable
{
    private readonly Dictionary<MiraxVariant, ConvertedSlide> _slides = [];

    internal ConvertedSlide Get(MiraxVariant variant)
    {
        if (!_slides.TryGetValue(variant, out var slide))
        {
            slide = new ConvertedSlide(
                path => MiraxSyntheticSlide.Write(path, new MiraxSyntheticOptions { Variant = variant, Size = new PixelSize(1000, 700) }),
                "DOE_JANE_4711.mrxs");
            _slides.Add(variant, slide);
        }

        return slide;
    }

    public void Dispose()
    {
        foreach (var slide in _slides.Values)
        {
            slide.Dispose();
        }
    }
}

public class MiraxTests(MiraxSlides slides) : IClassFixture<MiraxSlides>
{
    public static TheoryData<MiraxVariant> Variants => [.. Enum.GetValues<MiraxVariant>()];

    // Where pixels are whole the same; where they are not, as near as two ways of rounding are.
    [OpenSlideTheory]
    [InlineData(MiraxVariant.Jpeg, 0)]
    [InlineData(MiraxVariant.Png, 0)]
    [InlineData(MiraxVariant.Bitmap, 0)]
    [InlineData(MiraxVariant.Stitching, 0)]
    [InlineData(MiraxVariant.Saved, 0)]
    [InlineData(MiraxVariant.Sparse, 4)]
    public void PaintTile_OfEveryLevel_AgreesWithOpenSlide(MiraxVariant variant, int unit)
    {
        var source = slides.Get(variant);
        using var slide = SlideFormats.Open(source.SlidePath);
        foreach (var level in slide.Levels)
        {
            Assert.InRange(OpenSlideRendering.Compare(source.SlidePath, level, unit), level.Index == 0 ? 999 : 50, 999);
        }
    }

    [OpenSlideTheory]
    [InlineData("synthetic/mirax-jpeg.mrxs")]
    public void PaintTile_OfASharedSlide_AgreesWithOpenSlide(string name)
    {
        var path = SharedSlides.File(name);
        if (!SharedSlides.Available)
        {
            return;
        }

        using var slide = SlideFormats.Open(path);
        foreach (var level in slide.Levels)
        {
            Assert.InRange(OpenSlideRendering.Compare(path, level, unit: 0), level.Index == 0 ? 999 : 50, 999);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Convert_EveryKind_DrawsOrCopiesAndSaysWhich(MiraxVariant variant)
    {
        var slide = slides.Get(variant);
        var result = slide.Convert(slide.CreateOutput("kind"));

        var volumes = result.Instances.Where(instance => instance.FileName.StartsWith("volume", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, volumes.Count);
        Assert.All(volumes, volume => Assert.Equal(
            variant == MiraxVariant.Grid,
            volume.Handling is FrameHandling.Copied or FrameHandling.Rewrapped));
        Assert.Contains("thumbnail.dcm", result.Instances.Select(instance => instance.FileName));
    }

    [Fact]
    public void Open_Sparse_IsCutToWhatWasScanned()
    {
        var source = slides.Get(MiraxVariant.Sparse);
        using var slide = SlideFormats.Open(source.SlidePath);

        // Two photographs of 496 on each side were not taken; the edges lie on pixels of the smallest level, a quarter.
        Assert.All(slide.Levels, level => Assert.Equal(
            (slide.Size.Width >> level.Index, slide.Size.Height >> level.Index), (level.Size.Width, level.Size.Height)));
        Assert.Equal(0, slide.Size.Width % 4);
        Assert.InRange(slide.Size.Width, 1008, 1024);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void IdentityRecords_OfEveryKind_TellEveryPlantedValueInItsFile(MiraxVariant variant)
    {
        var source = slides.Get(variant);
        using var slide = SlideFormats.Open(source.SlidePath);
        var key = AnswerKey.FromJson(File.ReadAllBytes(AnswerKey.PathFor(source.SlidePath)));

        var told = 0;
        foreach (var entry in key.Entries.Where(entry => !IsNowhere(entry.Where)))
        {
            Assert.Contains(slide.IdentityRecords, record => Answers(slide, record, entry));
            told++;
        }

        Assert.InRange(told, 35, 60);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Convert_EveryKind_LeavesNothingThatWasPlanted(MiraxVariant variant)
    {
        var source = slides.Get(variant);
        var output = source.CreateOutput("planted");
        source.Convert(output);
        var key = AnswerKey.FromJson(File.ReadAllBytes(AnswerKey.PathFor(source.SlidePath)));
        var files = Directory.GetFiles(output, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();

        Assert.NotEmpty(files);
        foreach (var value in key.Entries.Select(entry => entry.Value).Where(value => value.Length >= 6).Distinct())
        {
            Assert.DoesNotContain(files, file => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) >= 0);
            Assert.DoesNotContain(files, file => file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(value)) >= 0);
        }
    }

    // Inside pictures of levels and between structures: what conversion drops and no structure leads to.
    private static bool IsNowhere(string where) =>
        where.Contains(", tile ", StringComparison.Ordinal) || where.Contains("between structures", StringComparison.Ordinal);

    private static bool Answers(Slide slide, IdentityRecord record, AnswerKeyEntry entry)
    {
        var name = Path.GetFileName(slide.Files[record.FileIndex]);
        if (entry.Where.Contains("pixels", StringComparison.Ordinal))
        {
            return record.Kind.ToString() == entry.Kind.ToString()
                && entry.Where.StartsWith(record.Location, StringComparison.Ordinal) && record.Value is null;
        }

        if (entry.Where is "file name" or "folder name")
        {
            return record.Location == entry.Where && entry.Value.StartsWith(record.Value!, StringComparison.Ordinal);
        }

        // In the file that the key names; what has no file's name in front is in a data file.
        return record.Value?.Contains(entry.Value, StringComparison.Ordinal) == true
            && (entry.Where.StartsWith(name, StringComparison.Ordinal) || entry.Where.StartsWith(record.Location, StringComparison.Ordinal));
    }
}
