using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Benchmarks;

/// <summary>Measures the processor time that the engine needs for a small data set and for one with functional groups.</summary>
internal static class EngineBenchmark
{
    private const int GroupItems = 500;
    private const int SmallRounds = 4000;
    private const int LargeRounds = 100;

    // A thousand small instances per second on two processors leave 2 ms for each, reading and writing included.
    private const double MostMilliseconds = 0.5;

    private static readonly string[] Profiles = ["basic", "level-iii", "level-iv", "research-longitudinal"];

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when the bound is kept for the small data set under every profile, 1 otherwise.</returns>
    public static int Run()
    {
        var catalog = new ProfileCatalog(Path.Combine(RepositoryRoot(), "profiles"));
        var key = new ProjectKey(SHA256.HashData("a key of the benchmarks"u8));
        var (small, groups) = (Small(), Groups());
        var slowest = 0.0;
        foreach (var name in Profiles)
        {
            var engine = new DeidentificationEngine(ResolvedProfile.Resolve(catalog.Load(name)), key);
            var (smallTime, smallBytes) = Measure(engine, small, SmallRounds);
            var (groupTime, groupBytes) = Measure(engine, groups, LargeRounds);
            slowest = Math.Max(slowest, smallTime);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"engine, {name}: {smallTime:F3} ms and {smallBytes / 1e3:F0} kB for {Count(small)} elements (bound {MostMilliseconds} ms), "
                + $"{groupTime:F3} ms and {groupBytes / 1e3:F0} kB for {Count(groups)} elements in {GroupItems} groups"));
        }

        return slowest <= MostMilliseconds ? 0 : 1;
    }

    private static (double Milliseconds, double Bytes) Measure(DeidentificationEngine engine, DicomDataset dataset, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            engine.Deidentify(dataset);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < rounds; round++)
        {
            engine.Deidentify(dataset);
        }

        var spent = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / rounds;
        return (spent, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)rounds);
    }

    private static int Count(DicomDataset dataset) =>
        dataset.Sum(item => 1 + (item is DicomSequence sequence ? sequence.Items.Sum(Count) : 0));

    private static string RepositoryRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));

    // What a modality writes: patient, study, request, device, geometry, private attributes.
    private static DicomDataset Small()
    {
        var dataset = FunctionalGroupsBenchmark.Image(1).AddOrUpdate(DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2");
        (DicomTag Tag, string Value)[] texts =
        [
            (DicomTag.ImageType, "ORIGINAL"), (DicomTag.InstanceCreationDate, "20240131"), (DicomTag.InstanceCreationTime, "101112.5"),
            (DicomTag.StudyDate, "20240131"), (DicomTag.SeriesDate, "20240131"), (DicomTag.AcquisitionDate, "20240131"),
            (DicomTag.ContentDate, "20240131"), (DicomTag.StudyTime, "101112"), (DicomTag.SeriesTime, "101113"),
            (DicomTag.AcquisitionTime, "101114.25"), (DicomTag.ContentTime, "101115"), (DicomTag.AccessionNumber, "E26-4711"),
            (DicomTag.Modality, "CT"), (DicomTag.Manufacturer, "ACME"), (DicomTag.InstitutionName, "Utopia University Hospital"),
            (DicomTag.InstitutionAddress, "Elm Street 5, Springfield"), (DicomTag.ReferringPhysicianName, "House^Gregory"),
            (DicomTag.StationName, "CT01"), (DicomTag.StudyDescription, "CT thorax with contrast of Jane Doe, 31.01.2024"),
            (DicomTag.SeriesDescription, "Thorax 1.5 soft tissue"), (DicomTag.InstitutionalDepartmentName, "Radiology"),
            (DicomTag.PerformingPhysicianName, "Wilson^James"), (DicomTag.OperatorsName, "Cuddy^Lisa"), (DicomTag.ManufacturerModelName, "One"),
            (DicomTag.PatientName, "Doe^Jane"), (DicomTag.PatientID, "12345678"), (DicomTag.PatientBirthDate, "19510314"),
            (DicomTag.PatientSex, "F"), (DicomTag.PatientAge, "072Y"), (DicomTag.PatientSize, "1.70"), (DicomTag.PatientWeight, "65"),
            (DicomTag.PatientComments, "none"), (DicomTag.BodyPartExamined, "CHEST"), (DicomTag.SliceThickness, "1.5"), (DicomTag.KVP, "120"),
            (DicomTag.DeviceSerialNumber, "SN-99"), (DicomTag.SoftwareVersions, "1.0"), (DicomTag.ProtocolName, "Thorax routine"),
            (DicomTag.PatientPosition, "HFS"), (DicomTag.StudyInstanceUID, "1.2.3.1"), (DicomTag.SeriesInstanceUID, "1.2.3.2"),
            (DicomTag.FrameOfReferenceUID, "1.2.3.3"), (DicomTag.StudyID, "77"), (DicomTag.SeriesNumber, "3"), (DicomTag.InstanceNumber, "41"),
            (DicomTag.ImageComments, "seen by Dr. Watson; call 08-123 45 67"), (DicomTag.RequestedProcedureDescription, "CT thorax"),
            (DicomTag.PerformedProcedureStepStartDate, "20240131"), (DicomTag.PerformedProcedureStepStartTime, "101010"),
            (DicomTag.PerformedProcedureStepID, "PPS1"), (DicomTag.PerformedProcedureStepDescription, "CT thorax"),
        ];
        foreach (var (tag, value) in texts)
        {
            dataset.AddOrUpdate(tag, value);
        }

        foreach (var sequence in (DicomTag[])[DicomTag.ReferencedStudySequence, DicomTag.ReferencedImageSequence, DicomTag.SourceImageSequence])
        {
            dataset.AddOrUpdate(new DicomSequence(sequence, Reference(1), Reference(2), Reference(3)));
        }

        foreach (var sequence in (DicomTag[])[DicomTag.ProcedureCodeSequence, DicomTag.AnatomicRegionSequence, DicomTag.ViewCodeSequence])
        {
            dataset.AddOrUpdate(new DicomSequence(sequence, Code("65801008", "Excision"), Code("39607008", "Lung structure")));
        }

        for (ushort group = 0x0009; group < 0x0015; group += 2)
        {
            dataset.AddOrUpdate(new DicomLongString(new DicomTag(group, 0x0010), "ACME 1.1"));
            for (ushort element = 0x1001; element < 0x1008; element++)
            {
                dataset.AddOrUpdate(new DicomLongString(new DicomTag(group, element), "private"));
            }
        }

        return dataset;
    }

    private static DicomDataset Groups()
    {
        var items = Enumerable.Range(1, GroupItems).Select(frame => new DicomDataset
        {
            { DicomTag.FrameContentSequence, new DicomDataset { { DicomTag.DimensionIndexValues, (uint)frame, 1u } } },
            {
                DicomTag.PlanePositionSlideSequence,
                new DicomDataset
                {
                    { DicomTag.XOffsetInSlideCoordinateSystem, 20.5 + frame },
                    { DicomTag.YOffsetInSlideCoordinateSystem, 40.25 },
                    { DicomTag.ZOffsetInSlideCoordinateSystem, 0.0 },
                    { DicomTag.ColumnPositionInTotalImagePixelMatrix, frame * 256 },
                    { DicomTag.RowPositionInTotalImagePixelMatrix, 1 },
                }
            },
            { DicomTag.OpticalPathIdentificationSequence, new DicomDataset { { DicomTag.OpticalPathIdentifier, "1" } } },
        });
        return FunctionalGroupsBenchmark.Image(GroupItems)
            .AddOrUpdate(DicomTag.PatientName, "Doe^Jane")
            .AddOrUpdate(DicomTag.PatientID, "12345678")
            .AddOrUpdate(DicomTag.StudyDate, "20240131")
            .AddOrUpdate(DicomTag.ImageComments, "Skin of Jane Doe")
            .AddOrUpdate(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, [.. items]));
    }

    private static DicomDataset Reference(int number) => new()
    {
        { DicomTag.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.2" }, { DicomTag.ReferencedSOPInstanceUID, $"1.2.3.4.{number}" },
    };

    private static DicomDataset Code(string value, string meaning) => new()
    {
        { DicomTag.CodeValue, value }, { DicomTag.CodingSchemeDesignator, "SCT" }, { DicomTag.CodeMeaning, meaning },
    };
}
