using WsiDicomizer.Dicom;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Dicom;

/// <summary>What is valid and not supported, or damaged, is refused with its reason, and without a value.</summary>
public sealed class DicomRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Unsupported => new()
    {
        { "depth", "8 unsigned bits" },
        { "palette", "PhotometricInterpretation" },
        { "planes", "focal planes" },
        { "paths", "optical paths" },
        { "many", "focal planes or optical paths" },
        { "label only", "no VOLUME" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void Open_WhatIsNotSupported_SaysWhat(string what, string expected)
    {
        var builder = new DicomBuilder { Change = dataset => Change(dataset, what), Role = what == "label only" ? "LABEL" : "VOLUME" };
        if (what == "many")
        {
            builder = builder with { Frames = [.. Enumerable.Range(1, 12).Select(builder.PlainFrame)] };
        }

        var exception = Refuse(builder.Write(_folder.Path), SlideProblem.Unsupported);

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FramesBetweenTheTiles_IsUnsupported() => Assert.Contains(
        "aligned",
        Refuse(new DicomBuilder { Positions = [(3, 1)] }.Write(_folder.Path), SlideProblem.Unsupported).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Open_FramesOutsideOfTheMatrix_IsDamaged() => Assert.Contains(
        "outside",
        Refuse(new DicomBuilder { Positions = [(13, 1)] }.Write(_folder.Path), SlideProblem.Damaged).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Open_TooFewFrames_IsDamaged() => Assert.Contains(
        "too few",
        Refuse(new DicomBuilder { Frames = [new DicomBuilder().PlainFrame(1)] }.Write(_folder.Path), SlideProblem.Damaged).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Open_TwoLevelsOfOneSize_IsUnsupported()
    {
        var path = new DicomBuilder().Write(_folder.Path);
        new DicomBuilder { Name = "b.dcm", SOPInstanceUID = "1.2.3.4.2" }.Write(_folder.Path);

        Assert.Contains("one size", Refuse(path, SlideProblem.Unsupported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ACopyOfAnInstanceBesideIt_IsUnsupported()
    {
        var path = new DicomBuilder().Write(_folder.Path);
        File.Copy(path, Path.Combine(_folder.Path, "copy.dcm"));

        Assert.Contains("SOPInstanceUID", Refuse(path, SlideProblem.Unsupported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnotherSopClass_IsNotThisFormat()
    {
        var path = new DicomBuilder
        {
            Change = dataset => dataset.AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.91.1"),
        }.Write(_folder.Path);

        Assert.Contains("SOPClassUID", Refuse(path, SlideProblem.NotThisFormat).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AMatrixOfBillionsOfTiles_IsRefusedBeforeMemoryIsTaken()
    {
        var path = new DicomBuilder
        {
            Positions = [(1, 1)],
            Change = dataset => dataset
                .AddOrUpdate(DicomTag.TotalPixelMatrixColumns, 2_000_000_000)
                .AddOrUpdate(DicomTag.TotalPixelMatrixRows, 2_000_000_000),
        }.Write(_folder.Path);

        Assert.Contains("limit", Refuse(path, SlideProblem.Damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EveryPrefix_IsReadOrRefused()
    {
        var path = new DicomBuilder { Positions = [(1, 1), (5, 5)] }.Write(_folder.Path);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var exception = Record.Exception(() => ReadEverything(path));
            Assert.True(exception is null or SlideFormatException, $"{length} bytes: {exception?.GetType().Name}");
        }
    }

    [Theory]
    [InlineData(21, false)]
    [InlineData(22, true)]
    public void Open_MutatedFile_IsReadOrRefusedWithoutAValue(int seed, bool encapsulated)
    {
        var builder = encapsulated
            ? new DicomBuilder { Syntax = DicomTransferSyntax.RLELossless, Frames = [.. Enumerable.Range(1, 6).Select(number => new byte[70 + number])] }
            : new DicomBuilder { Positions = [(1, 1), (5, 5)] };
        var path = builder.Write(_folder.Path);
        var sound = File.ReadAllBytes(path);
        var refused = 0;
        foreach (var mutant in Mutations.Of(sound, seed, 1500))
        {
            File.WriteAllBytes(path, mutant);
            try
            {
                ReadEverything(path);
            }
            catch (SlideFormatException exception)
            {
                refused++;
                Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("MRN-", exception.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("GLASS", exception.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 50, 1499);
    }

    private static void ReadEverything(string path)
    {
        using var slide = SlideFormats.Open(path);
        Assert.NotEmpty(slide.IdentityRecords);
        foreach (var level in slide.Levels)
        {
            for (var tile = 0; tile < level.TileCount; tile++)
            {
                var range = level.GetTileRange(tile);
                level.ReadBytes(range.Offset, new byte[range.Length]);
            }
        }
    }

    private static SlideFormatException Refuse(string path, SlideProblem problem)
    {
        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));
        Assert.Equal(problem, exception.Problem);
        return exception;
    }

    private static void Change(DicomDataset dataset, string what)
    {
        switch (what)
        {
            case "depth":
                dataset.AddOrUpdate(DicomTag.BitsStored, 12).AddOrUpdate(DicomTag.BitsAllocated, 16);
                break;
            case "palette":
                dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "PALETTE COLOR");
                break;
            case "planes":
                dataset.AddOrUpdate(DicomTag.TotalPixelMatrixFocalPlanes, 3);
                break;
            case "paths":
                dataset.AddOrUpdate(DicomTag.OpticalPathSequence, new DicomDataset(), new DicomDataset());
                break;
        }
    }
}
