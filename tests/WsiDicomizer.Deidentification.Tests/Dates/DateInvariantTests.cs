using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Dates;

/// <summary>What holds of modified dates over many patients, instances, spellings and zones.</summary>
public sealed class DateInvariantTests
{
    private const ulong Seed = 20261122;
    private const string Option = "options: [retain-longitudinal-modified-dates]\n";

    private static readonly Gen<DateTime> Times =
        Gen.Choose(0, 60 * 365).SelectMany(day => Gen.Choose(0, 86_399).Select(
            second => new DateTime(1965, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day).AddSeconds(second)));

    [Fact]
    public void Deidentify_PairsInAnyInstancesOfAPatient_KeepTheirDistanceExactly()
    {
        var engine = TestProfiles.Engine(Option);
        var cases = Gen.Choose(1, 100_000).SelectMany(patient => Times.SelectMany(first => Times.Select(second => (patient, first, second))));
        Check(cases, one =>
        {
            // Any row pairs a date with its time of day, in whichever item, and a DT says the same.
            var series = Deidentify(engine, one.patient, new DicomDate(DicomTag.SeriesDate, Day(one.first)), new DicomTime(DicomTag.SeriesTime, Clock(one.first)));
            var step = Deidentify(engine, one.patient, new DicomSequence(DicomTag.SpecimenDescriptionSequence, new DicomDataset
            {
                new DicomDate(DicomTag.PerformedProcedureStepStartDate, Day(one.second)),
                new DicomTime(DicomTag.PerformedProcedureStepStartTime, Clock(one.second)),
                new DicomDateTime(DicomTag.AcquisitionDateTime, Day(one.second) + Clock(one.second)),
            })).GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0];
            var (first, second) = (
                Moment(series.GetString(DicomTag.SeriesDate) + series.GetString(DicomTag.SeriesTime)),
                Moment(step.GetString(DicomTag.PerformedProcedureStepStartDate) + step.GetString(DicomTag.PerformedProcedureStepStartTime)));
            return second - first == one.second - one.first && second == Moment(step.GetString(DicomTag.AcquisitionDateTime));
        });
    }

    [Fact]
    public void Deidentify_PartialMoments_KeepTheirLengthAndNeverTheirYearsDay()
    {
        var engine = TestProfiles.Engine(Option + "dates: { days: [-3650, -400] }");
        var cases = Times.SelectMany(time => Gen.Elements(4, 6, 8, 10, 12, 14, 16, 18, 21).Select(length => (time, length)));
        Check(cases, one =>
        {
            var text = (one.time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) + ".123456")[..one.length];
            var moved = Deidentify(engine, 1, new DicomDateTime(DicomTag.AcquisitionDateTime, text)).GetString(DicomTag.AcquisitionDateTime);
            return moved.Length == text.Length && (one.length < 6 || !string.Equals(moved, text, StringComparison.Ordinal))
                && (one.length <= 15 || moved[14..] == text[14..]);
        });
    }

    [Fact]
    public void Deidentify_OneInstantInAnyZone_IsOneMoment()
    {
        var engine = TestProfiles.Engine(Option);
        var zones = Gen.Choose(-48, 56).Select(quarters => TimeSpan.FromMinutes(quarters * 15));
        Check(Times.SelectMany(time => zones.SelectMany(first => zones.Select(second => (time, first, second)))), one =>
        {
            var output = Deidentify(
                engine,
                1,
                new DicomShortString(DicomTag.TimezoneOffsetFromUTC, Offset(one.first)),
                new DicomDateTime(DicomTag.AcquisitionDateTime, Day(one.time) + Clock(one.time)),
                new DicomDateTime(DicomTag.InstanceCoercionDateTime, In(one.time - one.first + one.second) + Offset(one.second)));
            return output.GetString(DicomTag.AcquisitionDateTime) == output.GetString(DicomTag.InstanceCoercionDateTime)
                && !output.Contains(DicomTag.TimezoneOffsetFromUTC);
        });

        static string In(DateTime time) => Day(time) + Clock(time);
    }

    [Fact]
    public void Deidentify_TenThousandPatients_ShareNoShift()
    {
        var engine = TestProfiles.Engine(Option);
        var other = TestProfiles.Engine(Option, TestProfiles.KeyOf("another"));
        var shifts = new HashSet<TimeSpan>();
        var same = 0;
        for (var patient = 0; patient < 10_000; patient++)
        {
            var shift = ShiftOf(engine, patient);
            shifts.Add(shift);
            same += patient < 1000 && shift == ShiftOf(other, patient) ? 1 : 0;
        }

        // A window of nine years has a quarter of a thousand million seconds: two of ten thousand meet once in six such tests.
        Assert.InRange(shifts.Count, 9_997, 10_000);
        Assert.Equal(0, same);
        var early = shifts.Count(shift => shift.TotalDays < -2007.5);
        Assert.InRange(early, 4_700, 5_300);
    }

    [Fact]
    public void Deidentify_RandomizedOrder_KeepsDaysTogetherAndWithinTheWindow()
    {
        var engine = TestProfiles.Engine(Option + "dates: { order: randomize, days: [-30, -1] }");
        Check(Times.Select(time => time), time =>
        {
            var image = Deidentify(
                engine, 7, new DicomDate(DicomTag.StudyDate, Day(time)), new DicomDate(DicomTag.ContentDate, Day(time)), Study("1.2.3.4"));
            var other = Deidentify(engine, 7, new DicomDate(DicomTag.StudyDate, Day(time)), Study("1.2.3.4"), new DicomIntegerString(DicomTag.InstanceNumber, "2"));
            var day = Moment(image.GetString(DicomTag.StudyDate) + "000000");
            return image.GetString(DicomTag.ContentDate) == image.GetString(DicomTag.StudyDate)
                && other.GetString(DicomTag.StudyDate) == image.GetString(DicomTag.StudyDate)
                && day >= new DateTime(2019, 11, 1) && day < new DateTime(2030, 1, 1);
        });

        static DicomUniqueIdentifier Study(string uid) => new(DicomTag.StudyInstanceUID, uid);
    }

    [Fact]
    public void Deidentify_DatesInTexts_AreLeftInNoSpelling()
    {
        string[] spellings =
        [
            "yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "dd.MM.yyyy", "d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "dd-MM-yyyy", "d MMM yyyy",
            "d MMMM yyyy", "MMMM d, yyyy", "ddMMMyyyy", "d.M.yy", "yyyyMMddHHmmss", "yyyy-MM-ddTHH:mm:ss",
        ];
        foreach (var engine in (DeidentificationEngine[])[TestProfiles.Shipped("research-longitudinal"), TestProfiles.Engine(Option)])
        {
            Check(Times.SelectMany(time => Gen.Elements(spellings).Select(spelling => (time, spelling))), one =>
            {
                var spelled = one.time.ToString(one.spelling, CultureInfo.InvariantCulture);
                var output = Deidentify(
                    engine,
                    3,
                    new DicomDate(DicomTag.StudyDate, Day(one.time)),
                    new DicomLongString(DicomTag.StudyDescription, $"Skin, {spelled}"),
                    new DicomShortText(DicomTag.SegmentDescription, $"Skin, {spelled}"),
                    new DicomSequence(DicomTag.AnatomicRegionSequence, new DicomDataset
                    {
                        new DicomShortString(DicomTag.CodeValue, "39937001"),
                        new DicomShortString(DicomTag.CodingSchemeDesignator, "SCT"),
                        new DicomLongString(DicomTag.CodeMeaning, $"Skin of {spelled}"),
                    }));
                return !MarkedData.Dump(output).Any(line => line.Text.Contains(spelled, StringComparison.Ordinal));
            });
        }
    }

    [Theory]
    [InlineData("basic", "REMOVED")]
    [InlineData("level-iv", "REMOVED")]
    [InlineData("level-iii", "UNMODIFIED")]
    [InlineData("research-longitudinal", "MODIFIED")]
    public void Deidentify_WhatItSaysOfDates_IsTrue(string profile, string said)
    {
        var output = Deidentify(TestProfiles.Shipped(profile), 1, new DicomDate(DicomTag.StudyDate, "20240131"));
        Assert.Equal(said, output.GetString(DicomTag.LongitudinalTemporalInformationModified));
        var date = output.TryGetString(DicomTag.StudyDate, out var kept) ? kept : string.Empty;
        Assert.Equal(said, date.Length == 0 ? "REMOVED" : date == "20240131" ? "UNMODIFIED" : "MODIFIED");
    }

    [Fact]
    public void Deidentify_PatientAndDatesAsUnknownVR_MoveAsTheOthersDo()
    {
        var engine = TestProfiles.Engine(Option);
        var plain = Deidentify(engine, 1, new DicomDate(DicomTag.StudyDate, "20240131"), new DicomTime(DicomTag.StudyTime, "235959"));
        var dataset = new DicomDataset
        {
            { DicomTag.SOPClassUID, MarkedData.WholeSlide },
            new DicomUnknown(DicomTag.PatientID, "P1"u8.ToArray()),
            new DicomUnknown(DicomTag.StudyDate, "20240131"u8.ToArray()),
            new DicomUnknown(DicomTag.StudyTime, "235959"u8.ToArray()),
        };
        var output = engine.Deidentify(dataset).Dataset;
        Assert.Equal(plain.GetString(DicomTag.StudyDate), output.GetString(DicomTag.StudyDate));
        Assert.Equal(plain.GetString(DicomTag.StudyTime), output.GetString(DicomTag.StudyTime));
        Assert.Equal(plain.GetString(DicomTag.PatientID), output.GetString(DicomTag.PatientID));
    }

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(Seed, 1UL).WithName($"seed {Seed}"));

    private static DicomDataset Deidentify(DeidentificationEngine engine, int patient, params DicomItem[] items)
    {
        var dataset = new DicomDataset { { DicomTag.SOPClassUID, MarkedData.WholeSlide }, { DicomTag.PatientID, $"P{patient}" } };
        foreach (var item in items)
        {
            dataset.AddOrUpdate(item);
        }

        return engine.Deidentify(dataset).Dataset;
    }

    private static TimeSpan ShiftOf(DeidentificationEngine engine, int patient)
    {
        var output = Deidentify(engine, patient, new DicomDateTime(DicomTag.AcquisitionDateTime, "20200101000000"));
        return Moment(output.GetString(DicomTag.AcquisitionDateTime)) - new DateTime(2020, 1, 1);
    }

    private static string Day(DateTime time) => time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Clock(DateTime time) => time.ToString("HHmmss", CultureInfo.InvariantCulture);

    private static string Offset(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hhmm", CultureInfo.InvariantCulture);

    private static DateTime Moment(string text) => DateTime.ParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
