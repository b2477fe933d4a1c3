using System.Globalization;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.Json;

namespace WsiDicomizer.Deidentification.Tests.Crosswalks;

public class EngineCrosswalkTests
{
    [Fact]
    public void Deidentify_WithACrosswalk_NamesEveryIdentifierAndUidOnceWithWhatStandsThere()
    {
        var (output, entries) = Deidentify(TestProfiles.Shipped("level-iv"), Source());

        Assert.Equal(output.GetString(DicomTag.PatientID), Single(entries, "PatientID", "4711"));
        Assert.Equal(output.GetString(DicomTag.PatientName), Single(entries, "PatientName", "Doe^Jane"));
        Assert.Equal(output.GetString(DicomTag.AccessionNumber), Single(entries, "AccessionNumber", "ACC-1"));
        Assert.Equal(output.GetString(DicomTag.ContainerIdentifier), Single(entries, "ContainerIdentifier", "GLASS-1"));
        Assert.Equal(output.GetString(DicomTag.StudyInstanceUID), Single(entries, "StudyInstanceUID", "1.2.3.1"));
        Assert.Equal(output.GetString(DicomTag.SOPInstanceUID), Single(entries, "SOPInstanceUID", "1.2.3.3"));
        var reference = output.GetSequence(DicomTag.ReferencedInstanceSequence).Items[0];
        Assert.Equal(
            reference.GetString(DicomTag.ReferencedSOPInstanceUID), Single(entries, "ReferencedSOPInstanceUID", "1.2.3.4"));
        Assert.DoesNotContain(entries, entry => entry.Original == DicomUID.VLWholeSlideMicroscopyImageStorage.UID);
    }

    [Theory]
    [InlineData("")]
    [InlineData("options: [clean-descriptors, clean-structured-content, retain-longitudinal-modified-dates]\ndates: { days: [-9, -5] }")]
    [InlineData("options: [retain-safe-private, retain-device-identity]\nprivate: safe")]
    public void Deidentify_EveryRowNestedThreeDeep_NamesEveryUidThatIsMapped(string profile)
    {
        var source = MarkedData.Create();
        var originals = MarkedData.Dump(source)
            .Where(line => line.Text.StartsWith(MarkedData.UidRoot, StringComparison.Ordinal))
            .GroupBy(line => line.Path, line => line.Text, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Distinct().Single(), StringComparer.Ordinal);

        var engine = TestProfiles.Engine(profile);
        var (output, entries) = Deidentify(engine, source);

        // Dummies in the items of a sequence that gets one stand for nothing.
        var known = entries.Select(entry => (entry.Original, entry.Replacement)).ToHashSet();
        var mapped = MarkedData.Dump(output)
            .Where(line => originals.TryGetValue(line.Path, out var uid) && line.Text == engine.Pseudonymizer.MapUid(uid))
            .ToList();
        Assert.InRange(mapped.Count, 50, 5000);
        Assert.All(mapped, line => Assert.Contains((originals[line.Path], line.Text), known));
    }

    [Fact]
    public void Deidentify_RetainUids_NamesNoneThatStays()
    {
        var (output, entries) = Deidentify(TestProfiles.Engine("options: [retain-uids]"), Source());

        Assert.Equal("1.2.3.1", output.GetString(DicomTag.StudyInstanceUID));
        Assert.DoesNotContain(entries, entry => entry.Category == CrosswalkCategory.Uid);
    }

    [Fact]
    public void Deidentify_ModifiedDates_NamesTheShiftThatPutsTheDateBack()
    {
        var (output, entries) = Deidentify(
            TestProfiles.Engine("options: [retain-longitudinal-modified-dates]\ndates: { days: [-3650, -365], weeks: true }"), Source());

        var shift = long.Parse(Single(entries, CrosswalkKinds.DateShiftSeconds, "4711"), CultureInfo.InvariantCulture);
        var moved = DateTime.ParseExact(output.GetString(DicomTag.StudyDate), "yyyyMMdd", CultureInfo.InvariantCulture);
        Assert.Equal(new DateTime(2023, 11, 7), moved.AddSeconds(-shift));
        Assert.DoesNotContain(entries, entry => entry.Kind == CrosswalkKinds.DateScale);
    }

    [Fact]
    public void Deidentify_ScaledDates_NamesFactorAndShift()
    {
        var (output, entries) = Deidentify(TestProfiles.Shipped("research-longitudinal"), Source());

        var shift = long.Parse(Single(entries, CrosswalkKinds.DateShiftSeconds, "4711"), CultureInfo.InvariantCulture);
        var scale = decimal.Parse(Single(entries, CrosswalkKinds.DateScale, "4711"), CultureInfo.InvariantCulture);
        var anchor = new DateTime(2020, 1, 1);
        var old = new DateTime(2023, 11, 7, 11, 22, 33);
        var expected = anchor.AddSeconds((double)((decimal)(old - anchor).TotalSeconds * scale) + shift);
        Assert.Equal(expected.ToString("yyyyMMdd", CultureInfo.InvariantCulture), output.GetString(DicomTag.StudyDate));
    }

    [Theory]
    [InlineData("dates: { order: randomize }")]
    [InlineData("dates: { coarsen: year }")]
    public void Deidentify_DatesWithoutOneShift_NamesNone(string dates)
    {
        var (_, entries) = Deidentify(TestProfiles.Engine("options: [retain-longitudinal-modified-dates]\n" + dates), Source());

        Assert.DoesNotContain(entries, entry => entry.Category == CrosswalkCategory.Dates);
    }

    [Fact]
    public void Deidentify_Identified_NamesNothing() => Assert.Empty(Deidentify(TestProfiles.Shipped("identified"), Source()).Entries);

    [Fact]
    public void Deidentify_WithAndWithoutACrosswalk_GivesTheSame()
    {
        var engine = TestProfiles.Shipped("level-iv");

        var without = engine.Deidentify(Source());

        Assert.Equal(
            DicomJson.ConvertDicomToJson(without.Dataset), DicomJson.ConvertDicomToJson(engine.Deidentify(Source(), crosswalk: new()).Dataset));
    }

    private static string Single(IEnumerable<CrosswalkEntry> entries, string kind, string original) =>
        Assert.Single(entries, entry => entry.Kind == kind && entry.Original == original).Replacement;

    private static (DicomDataset Output, IReadOnlyList<CrosswalkEntry> Entries) Deidentify(
        DeidentificationEngine engine, DicomDataset source)
    {
        var entries = new CrosswalkEntries();
        return (engine.Deidentify(source, crosswalk: entries).Dataset, entries.ToList());
    }

    private static DicomDataset Source() => new()
    {
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, "1.2.3.3" },
        { DicomTag.StudyDate, "20231107" },
        { DicomTag.StudyTime, "112233" },
        { DicomTag.AccessionNumber, "ACC-1 " },
        { DicomTag.PatientName, "Doe^Jane" },
        { DicomTag.PatientID, "4711" },
        { DicomTag.StudyInstanceUID, "1.2.3.1" },
        { DicomTag.SeriesInstanceUID, "1.2.3.2" },
        { DicomTag.ContainerIdentifier, "GLASS-1" },
        new DicomSequence(DicomTag.ReferencedInstanceSequence, new DicomDataset
        {
            { DicomTag.ReferencedSOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.ReferencedSOPInstanceUID, "1.2.3.4" },
        }),
    };
}
