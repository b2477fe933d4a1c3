using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Color;

namespace WsiDicomizer.Verification.Tests.Support;

/// <summary>A slide without a fault: two levels, a thumbnail and a label, as the converter writes them.</summary>
internal sealed class CleanSlide
{
    private const int Tile = 64;
    private const double VolumeWidth = 0.09;
    private const double VolumeHeight = 0.06;

    public CleanSlide()
    {
        Volume0 = Create("volume-0.dcm", 1, ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"], 180, 120, Tile);
        Volume1 = Create("volume-1.dcm", 2, ["DERIVED", "PRIMARY", "VOLUME", "RESAMPLED"], 90, 60, Tile);
        Thumbnail = Create("thumbnail.dcm", 3, ["DERIVED", "PRIMARY", "THUMBNAIL", "RESAMPLED"], 45, 30, 45, 30);
        Label = Create("label.dcm", 4, ["ORIGINAL", "PRIMARY", "LABEL", "NONE"], 20, 20, 20);
    }

    public TestInstance Volume0 { get; }

    public TestInstance Volume1 { get; }

    public TestInstance Thumbnail { get; }

    public TestInstance Label { get; }

    public List<TestInstance> Others { get; } = [];

    /// <summary>All instances.</summary>
    public IEnumerable<TestInstance> All => [Volume0, Volume1, Thumbnail, Label, .. Others];

    /// <summary>Writes all instances and checks the folder.</summary>
    public IReadOnlyList<Finding> Check(Verification.Conformance.ConformanceLimits? limits = null)
    {
        using var folder = new TemporaryFolder();
        foreach (var instance in All)
        {
            instance.Write(folder);
        }

        return Verification.Conformance.ConformanceChecker.Check(folder.Path, limits);
    }

    /// <summary>Gives the full level another transfer syntax and frames to match.</summary>
    public void Recode(DicomTransferSyntax syntax, string photometric, bool isLossy, Func<int, int, byte[]> encode)
    {
        Volume0.Syntax = syntax;
        Volume0.Dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, photometric);
        SetLoss(Volume0.Dataset, isLossy, "ISO_15444_1");
        for (var index = 0; index < Volume0.Fragments.Count; index++)
        {
            Volume0.Fragments[index] = encode(Tile, Tile);
        }
    }

    /// <summary>Makes the full level a TILED_SPARSE one.</summary>
    public void MakeSparse()
    {
        var dataset = Volume0.Dataset;
        dataset.AddOrUpdate(DicomTag.DimensionOrganizationType, "TILED_SPARSE");
        var organization = Volume0.Item(DicomTag.DimensionOrganizationSequence).GetString(DicomTag.DimensionOrganizationUID);
        dataset.Add(
            DicomTag.DimensionIndexSequence,
            Index(DicomTag.RowPositionInTotalImagePixelMatrix),
            Index(DicomTag.ColumnPositionInTotalImagePixelMatrix));
        var items = new List<DicomDataset>();
        for (var row = 0; row < 2; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                items.Add(new DicomDataset
                {
                    { DicomTag.FrameContentSequence, new DicomDataset { { DicomTag.DimensionIndexValues, row + 1, column + 1 } } },
                    { DicomTag.PlanePositionSlideSequence, new DicomDataset
                    {
                        { DicomTag.ColumnPositionInTotalImagePixelMatrix, 1 + (Tile * column) },
                        { DicomTag.RowPositionInTotalImagePixelMatrix, 1 + (Tile * row) },
                        { DicomTag.XOffsetInSlideCoordinateSystem, 1.0 },
                        { DicomTag.YOffsetInSlideCoordinateSystem, 1.0 },
                        { DicomTag.ZOffsetInSlideCoordinateSystem, 0.0 },
                    } },
                });
            }
        }

        dataset.Add(DicomTag.PerFrameFunctionalGroupsSequence, [.. items]);

        DicomDataset Index(DicomTag pointer) => new()
        {
            { DicomTag.DimensionOrganizationUID, organization },
            { DicomTag.DimensionIndexPointer, pointer },
            { DicomTag.FunctionalGroupPointer, DicomTag.PlanePositionSlideSequence },
        };
    }

    /// <summary>The group of a frame of a TILED_SPARSE level.</summary>
    public DicomDataset Frame(int frameNumber) =>
        Volume0.Dataset.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items[frameNumber - 1];

    /// <summary>Splits the full level into a concatenation of two parts.</summary>
    public TestInstance Concatenate()
    {
        var second = new TestInstance(
            "volume-0-2.dcm", Volume0.Dataset.Clone(), Volume0.Syntax, [.. Volume0.Fragments.Skip(4)]);
        Volume0.Fragments.RemoveRange(4, 2);
        Others.Add(second);
        var number = 0;
        foreach (var part in (TestInstance[])[Volume0, second])
        {
            part.Dataset.Add(DicomTag.ConcatenationUID, "2.25.70");
            part.Dataset.Add(DicomTag.SOPInstanceUIDOfConcatenationSource, "2.25.71");
            part.Dataset.Add(DicomTag.InConcatenationTotalNumber, 2);
            part.Dataset.Add(DicomTag.ConcatenationFrameOffsetNumber, 4 * number);
            part.Dataset.Add(DicomTag.InConcatenationNumber, ++number);
            part.Dataset.AddOrUpdate(DicomTag.NumberOfFrames, part.Fragments.Count);
        }

        second.Dataset.AddOrUpdate(DicomTag.SOPInstanceUID, "2.25.72");
        return second;
    }

    /// <summary>Says whether something was lost.</summary>
    public static void SetLoss(DicomDataset dataset, bool isLossy, string method)
    {
        dataset.Remove(DicomTag.LossyImageCompressionMethod, DicomTag.LossyImageCompressionRatio);
        dataset.AddOrUpdate(DicomTag.LossyImageCompression, isLossy ? "01" : "00");
        if (isLossy)
        {
            dataset.Add(DicomTag.LossyImageCompressionMethod, method);
            dataset.Add(DicomTag.LossyImageCompressionRatio, "12.5");
        }
    }

    private static TestInstance Create(
        string name, int number, string[] type, int width, int height, int columns, int? tileRows = null)
    {
        var rows = tileRows ?? columns;
        var tiles = ((width + columns - 1) / columns) * ((height + rows - 1) / rows);
        var dataset = TestDataset.Create(number, type);
        dataset.Add(DicomTag.NumberOfFrames, tiles);
        dataset.Add(DicomTag.Columns, columns);
        dataset.Add(DicomTag.Rows, rows);
        dataset.Add(DicomTag.TotalPixelMatrixColumns, width);
        dataset.Add(DicomTag.TotalPixelMatrixRows, height);
        SetLoss(dataset, isLossy: true, "ISO_10918_1");
        TestDataset.AddGroups(dataset, type, VolumeHeight / height, VolumeWidth / width);
        dataset.GetSequence(DicomTag.OpticalPathSequence).Items[0].Add(
            new DicomOtherByte(DicomTag.ICCProfile, IccProfile.CreateSrgbInputDevice().Bytes.ToArray()));
        dataset.Add(DicomTag.ImagedVolumeWidth, (float)VolumeWidth);
        dataset.Add(DicomTag.ImagedVolumeHeight, (float)VolumeHeight);
        dataset.Add(DicomTag.ImagedVolumeDepth, 4f);
        var frames = Enumerable.Range(0, tiles).Select(_ => Codestreams.RgbJpeg(columns, rows)).ToArray();
        return new TestInstance(name, dataset, DicomTransferSyntax.JPEGProcess1, frames);
    }
}
