using System.Text;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Dicom;

/// <summary>A file of the folder that cannot be read: a level may be in it, so nobody passes it over in silence.</summary>
public sealed class DicomDamagedSiblingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _sound;

    public DicomDamagedSiblingTests() => _sound = new DicomBuilder().Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_ACutFileOfTheSeries_RefusesTheSlideAndNamesIt()
    {
        var cut = WriteCut(new DicomBuilder { Size = new(5, 3) });

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(_sound));

        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Equal(cut, exception.Path);
        Assert.Contains("same series", exception.Message, StringComparison.Ordinal);
        Assert.Equal([_sound, cut], exception.SlideFiles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Open_TheCutFileItself_NamesAllFilesOfTheSlide()
    {
        var cut = WriteCut(new DicomBuilder { Size = new(5, 3) });

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(cut));

        Assert.Equal(cut, exception.Path);
        Assert.Equal([_sound, cut], exception.SlideFiles.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_AGarbledFile_IsOfTheSeriesThatItStates(bool sameSeries)
    {
        // The series can be seen, and then comes an element that is none.
        var path = new DicomBuilder { Name = "z.dcm", SOPInstanceUID = "1.2.9", Change = dataset => ChangeSeries(dataset, sameSeries) }
            .Write(_folder.Path);
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.AsSpan().IndexOf<byte>([0x28, 0x00, 0x02, 0x00]) + 4, 4).Fill(0xEE);
        File.WriteAllBytes(path, bytes);

        if (sameSeries)
        {
            Assert.Equal(path, Assert.Throws<SlideFormatException>(() => SlideFormats.Open(_sound)).Path);
            return;
        }

        using var slide = SlideFormats.Open(_sound);
        Assert.Equal([path], slide.UnreadableFiles);
    }

    [Fact]
    public void Open_ACutFileOfAnotherSeriesOrClass_IsPassedOver()
    {
        WriteCut(new DicomBuilder { Change = dataset => ChangeSeries(dataset, same: false) });
        WriteCut(new DicomBuilder
        {
            Name = "y.dcm",
            Change = dataset => dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.91.1"),
        });

        using var slide = SlideFormats.Open(_sound);

        Assert.Equal([_sound], slide.Files);
        Assert.Empty(slide.UnreadableFiles);
    }

    [Fact]
    public void Open_GarbageWithTheMark_IsTold()
    {
        var garbage = Path.Combine(_folder.Path, "z.dcm");
        File.WriteAllBytes(garbage, [.. new byte[128], .. "DICM"u8, .. Encoding.ASCII.GetBytes(new string('x', 300))]);

        using var slide = SlideFormats.Open(_sound);

        Assert.Equal([garbage], slide.UnreadableFiles);
    }

    [Fact]
    public void Open_FilesThatAreNoDicom_ArePassedOver()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "notes.txt"), $"about series {DicomBuilder.Series}, {new string('x', 300)}");
        File.WriteAllBytes(Path.Combine(_folder.Path, "empty.dcm"), []);
        File.WriteAllBytes(Path.Combine(_folder.Path, "short.dcm"), "DICM"u8);

        using var slide = SlideFormats.Open(_sound);

        Assert.Empty(slide.UnreadableFiles);
        Assert.Empty(slide.ToleratedFaults);
    }

    [Fact]
    public void Open_WhatIsNotSupported_NamesAllFilesOfTheSlide()
    {
        var deep = new DicomBuilder
        {
            Name = "z.dcm",
            SOPInstanceUID = "1.2.9",
            Change = dataset => dataset.AddOrUpdate(DicomTag.BitsStored, 7),
        }.Write(_folder.Path);

        foreach (var path in new[] { _sound, deep })
        {
            var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));
            Assert.Equal(SlideProblem.Unsupported, exception.Problem);
            Assert.Equal([_sound, deep], exception.SlideFiles.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void ToleratedFaults_OfFilesWithFaults_HaveFileCodeAndPlaceAndNoValue()
    {
        var path = new DicomBuilder { Name = "z.dcm", SOPInstanceUID = "1.2.9", Size = new(5, 3) }.Write(_folder.Path);
        var bytes = File.ReadAllBytes(path);
        var name = bytes.AsSpan().IndexOf("DOE^JANE"u8);
        bytes[name] = 0xFF;
        File.WriteAllBytes(path, bytes);

        using var slide = SlideFormats.Open(_sound);

        var fault = Assert.Single(slide.ToleratedFaults);
        Assert.Equal((path, "DCM1115", (long?)name), (slide.Files[fault.FileIndex], fault.Code, fault.Offset));
        Assert.DoesNotContain("OE^JANE", fault.Message, StringComparison.Ordinal);
    }

    private static void ChangeSeries(DicomDataset dataset, bool same)
    {
        if (!same)
        {
            dataset.AddOrUpdate(DicomTag.SeriesInstanceUID, DicomBuilder.Series + ".7");
        }
    }

    // Inside of its pixel data.
    private string WriteCut(DicomBuilder builder)
    {
        var path = (builder with { Name = builder.Name == "a.dcm" ? "z.dcm" : builder.Name, SOPInstanceUID = "1.2.9" }).Write(_folder.Path);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^20]);
        return path;
    }
}
