using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Dates;

public sealed class DateModificationTests
{
    private const string Option = "options: [retain-longitudinal-modified-dates]\n";

    // One whole week back: what comes out can be written down here.
    private const string OneWeek = Option + "dates: { days: [-7, -1], weeks: true }";

    [Theory]
    [InlineData("20200301", "20200223")]
    [InlineData("2020.03.01", "20200223")]
    public void Deidentify_Date_MovesAcrossLeapDays(string before, string after) =>
        Assert.Equal(after, Deidentify(OneWeek, new DicomDate(DicomTag.StudyDate, before)).GetString(DicomTag.StudyDate));

    [Theory]
    [InlineData("2020", "2020")]
    [InlineData("202003", "202003")]
    [InlineData("20200301", "20200223")]
    [InlineData("2020030113", "2020022313")]
    [InlineData("202003011314", "202002231314")]
    [InlineData("20200301131415", "20200223131415")]
    [InlineData("20200301131415.5", "20200223131415.5")]
    [InlineData("20200301131415.123456+0100", "20200223131415.123456")]
    public void Deidentify_PartialMoments_KeepTheirPrecisionAndLoseTheirZone(string before, string after) =>
        Assert.Equal(
            after,
            Deidentify(OneWeek, new DicomDateTime(DicomTag.AcquisitionDateTime, before)).GetString(DicomTag.AcquisitionDateTime));

    [Theory]
    [InlineData("13", "13")]
    [InlineData("1314", "1314")]
    [InlineData("13:14:15", "131415")]
    [InlineData("131415.25", "131415.25")]
    public void Deidentify_TimeOfDay_KeepsItsPrecision(string before, string after) =>
        Assert.Equal(after, Deidentify(OneWeek, new DicomTime(DicomTag.StudyTime, before)).GetString(DicomTag.StudyTime));

    [Fact]
    public void Deidentify_MomentsInTwoZones_ComeToTheClockOfTheInstance()
    {
        var output = Deidentify(
            OneWeek,
            new DicomShortString(DicomTag.TimezoneOffsetFromUTC, "+0200"),
            new DicomDateTime(DicomTag.AcquisitionDateTime, "20200310233000+0100"),
            new DicomDateTime(DicomTag.InstanceCoercionDateTime, "20200311003000"));
        Assert.Equal("20200304003000", output.GetString(DicomTag.AcquisitionDateTime));
        Assert.Equal("20200304003000", output.GetString(DicomTag.InstanceCoercionDateTime));
        Assert.False(output.Contains(DicomTag.TimezoneOffsetFromUTC));
    }

    [Fact]
    public void Deidentify_SeveralDates_MoveWithTheirTimesByPlace()
    {
        var output = Deidentify(
            Option,
            new DicomDate(DicomTag.DateOfLastCalibration, "20200101", "20200102"),
            new DicomTime(DicomTag.TimeOfLastCalibration, "000001", "235959"));
        var dates = output.GetValues<string>(DicomTag.DateOfLastCalibration);
        var times = output.GetValues<string>(DicomTag.TimeOfLastCalibration);
        var first = DateTime.ParseExact(dates[0] + times[0], "yyyyMMddHHmmss", null);
        var second = DateTime.ParseExact(dates[1] + times[1], "yyyyMMddHHmmss", null);
        Assert.Equal(new TimeSpan(1, 23, 59, 58), second - first);
        Assert.NotEqual("20200101", dates[0]);
    }

    [Theory]
    [InlineData("20200230")]
    [InlineData("yesterday")]
    [InlineData("00010103")]
    public void Deidentify_DateThatCannotBeMoved_DoesNotStay(string before)
    {
        var output = Deidentify(OneWeek, new DicomDate(DicomTag.StudyDate, before), new DicomDate(DicomTag.ContentDate, before));
        Assert.Equal(0, output.GetValueCount(DicomTag.StudyDate));
        Assert.Equal("19000101", output.GetString(DicomTag.ContentDate));
    }

    [Fact]
    public void Deidentify_DateAndTimeInAnotherVR_DoNotStay()
    {
        var output = Deidentify(
            OneWeek,
            new DicomLongString(DicomTag.StudyDate, "20200517"),
            new DicomLongString(DicomTag.StudyTime, "1314"),
            new DicomShortString(DicomTag.ContentTime, "131415"));
        Assert.Equal(0, output.GetValueCount(DicomTag.StudyDate));
        Assert.Equal(0, output.GetValueCount(DicomTag.StudyTime));
        Assert.Equal("000000", output.GetString(DicomTag.ContentTime));
    }

    [Theory]
    [InlineData("week", "20200511", "20200511")]
    [InlineData("month", "20200501", "202005")]
    [InlineData("quarter", "20200401", "202004")]
    [InlineData("year", "20200101", "2020")]
    public void Deidentify_Coarsened_LeavesThePeriodAlone(string period, string date, string moment)
    {
        var output = Deidentify(
            Option + $"dates: {{ coarsen: {period} }}",
            new DicomDate(DicomTag.StudyDate, "20200517"),
            new DicomTime(DicomTag.StudyTime, "131415"),
            new DicomTime(DicomTag.ContentTime, "131415"),
            new DicomDateTime(DicomTag.AcquisitionDateTime, "20200517131415"),
            new DicomDateTime(DicomTag.InstanceCoercionDateTime, "2020"));
        Assert.Equal(date, output.GetString(DicomTag.StudyDate));
        Assert.Equal(0, output.GetValueCount(DicomTag.StudyTime));
        Assert.Equal("000000", output.GetString(DicomTag.ContentTime));
        Assert.Equal(moment, output.GetString(DicomTag.AcquisitionDateTime));
        Assert.Equal("2020", output.GetString(DicomTag.InstanceCoercionDateTime));
    }

    [Theory]
    [InlineData("dates: { intervals: proportional, scale: [2, 2] }", 20.0)]
    [InlineData("dates: { shift: per-patient }", 10.0)]
    [InlineData("dates: { order: randomize }", null)]
    [InlineData("dates: { coarsen: year }", null)]
    public void Deidentify_TemporalOffsetFromEvent_GoesWithTheDates(string dates, double? expected)
    {
        var output = Deidentify(
            Option + dates, new DicomFloatingPointDouble(DicomTag.LongitudinalTemporalOffsetFromEvent, 10.0));
        Assert.Equal(expected, output.TryGetSingleValue<double>(DicomTag.LongitudinalTemporalOffsetFromEvent, out var value) ? value : null);
    }

    [Fact]
    public void Deidentify_WithoutPatientID_SharesNoShiftWithOthersWhoHaveNone()
    {
        static string Date(string study) => Deidentify(
            Option, new DicomDate(DicomTag.StudyDate, "20200517"), new DicomUniqueIdentifier(DicomTag.StudyInstanceUID, study))
            .GetString(DicomTag.StudyDate);
        Assert.Equal(Date("1.2.3"), Date("1.2.3"));
        Assert.NotEqual(Date("1.2.3"), Date("1.2.4"));
    }

    [Fact]
    public void Deidentify_EveryDateRowAtEveryDepth_IsKeptAndMoved()
    {
        var identified = MarkedData.Create();
        var result = TestProfiles.Engine(OneWeek).Deidentify(identified);
        var rows = ConfidentialityTable.Default.Rows
            .Where(row => row[DeidentificationOption.RetainLongitudinalModifiedDates] == TableAction.C
                && row.ValueRepresentations.All(vr => vr.Code is "DA" or "TM" or "DT"))
            .ToList();
        Assert.Equal(166, rows.Count);
        foreach (var tag in rows.SelectMany(MarkedData.Tags))
        {
            foreach (var (before, after) in MarkedData.Levels(identified).Zip(MarkedData.Levels(result.Dataset)))
            {
                // Whole weeks leave the time of day as it is; every date is another.
                Assert.Equal(before.GetValueCount(tag), after.GetValueCount(tag));
                Assert.Equal(
                    before.GetDicomItem<DicomItem>(tag) is DicomTime, before.GetString(tag) == after.GetString(tag));
            }
        }

        Assert.Equal("MODIFIED", result.Dataset.GetString(DicomTag.LongitudinalTemporalInformationModified));
        Assert.Equal(
            ["113100", "113107"],
            result.Dataset.GetSequence(DicomTag.DeidentificationMethodCodeSequence).Items.Select(item => item.GetString(DicomTag.CodeValue)));
        Assert.Equal(0, result.Dataset.GetValueCount(DicomTag.PatientBirthDate));
    }

    private static DicomDataset Deidentify(string profile, params DicomItem[] items)
    {
        var identified = new DicomDataset { { DicomTag.SOPClassUID, MarkedData.WholeSlide } };
        foreach (var item in items)
        {
            identified.AddOrUpdate(item);
        }

        return TestProfiles.Engine(profile).Deidentify(identified).Dataset;
    }
}
