using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Dates;

/// <summary>What each way of modifying dates promises, for any patient and any dates.</summary>
public sealed class DatePropertyTests
{
    private const ulong Seed = 20261121;
    private const string Option = "options: [retain-longitudinal-modified-dates]\n";

    private static readonly Gen<string> Patients = Gen.Choose(1, 100_000).Select(number => $"P{number}");

    private static readonly Gen<DateTime> Times =
        Gen.Choose(0, 70 * 365).SelectMany(day => Gen.Choose(0, 86_399).Select(
            second => new DateTime(1960, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day).AddSeconds(second)));

    [Fact]
    public void Deidentify_ExactIntervals_MovesDateAndTimeOfOnePatientByOneAmount()
    {
        var engine = TestProfiles.Engine(Option);
        Check(Patients.SelectMany(patient => Times.SelectMany(first => Times.Select(second => (patient, first, second)))), one =>
        {
            var shift = Shift(engine, one.patient, one.first);
            return shift == Shift(engine, one.patient, one.second)
                && Math.Abs(shift.TotalDays) >= 1
                && shift.TotalDays is >= -3650 and <= -365;
        });
    }

    [Fact]
    public void Deidentify_WholeWeeks_KeepsDayOfTheWeekAndTimeOfDay()
    {
        var engine = TestProfiles.Engine(Option + "dates: { shift: per-patient, days: [-30, 30], weeks: true }");
        Check(Patients.SelectMany(patient => Times.Select(time => (patient, time))), one =>
        {
            var moved = Moved(engine, one.patient, one.time);
            return moved != one.time && moved.DayOfWeek == one.time.DayOfWeek && moved.TimeOfDay == one.time.TimeOfDay
                && Math.Abs((moved - one.time).TotalDays) <= 30;
        });
    }

    [Fact]
    public void Deidentify_ProportionalIntervals_KeepsRatiosAndOrder()
    {
        var engine = TestProfiles.Engine(Option + "dates: { intervals: proportional, scale: [0.8, 1.2] }");
        Check(Patients.SelectMany(patient => Times.ArrayOf(4).Select(times => (patient, times))), one =>
        {
            var times = one.times.Order().ToArray();
            var moved = times.Select(time => Moved(engine, one.patient, time)).ToArray();
            var factor = (moved[3] - moved[0]).TotalSeconds / Math.Max(1, (times[3] - times[0]).TotalSeconds);
            return moved.SequenceEqual(moved.Order())
                && (times[3] - times[0] < TimeSpan.FromDays(30) || factor is >= 0.7999 and <= 1.2001)
                && Enumerable.Range(0, 3).All(index =>
                    Math.Abs((moved[index + 1] - moved[index]).TotalSeconds - (factor * (times[index + 1] - times[index]).TotalSeconds)) <= 3);
        });
    }

    [Fact]
    public void Deidentify_RandomizedOrder_MovesWithinAnExaminationAlikeAndForgetsItsDay()
    {
        var engine = TestProfiles.Engine(Option + "dates: { order: randomize }");
        Check(Patients.SelectMany(patient => Times.SelectMany(time => Gen.Choose(1, 4000).Select(days => (patient, time, days)))), one =>
        {
            // The same examination on another day gets the same new day: the old one has no part in it.
            var (first, second) = (Instance(one.patient, one.time), Instance(one.patient, one.time.AddDays(one.days)));
            return Moment(engine.Deidentify(first).Dataset) == Moment(engine.Deidentify(second).Dataset);
        });
        var orders = Enumerable.Range(0, 40).Count(patient => Moved(engine, $"R{patient}", new DateTime(2010, 1, 1), "1.2.1")
            < Moved(engine, $"R{patient}", new DateTime(2020, 1, 1), "1.2.2"));
        Assert.InRange(orders, 8, 32);
    }

    [Fact]
    public void Deidentify_TwoPatients_ShareNeitherShiftNorFactor()
    {
        var engine = TestProfiles.Engine(Option + "dates: { intervals: proportional, scale: [0.5, 2] }");
        var time = new DateTime(2019, 3, 4, 5, 6, 7);
        var moved = Enumerable.Range(0, 500).Select(patient => Moved(engine, $"P{patient}", time)).ToHashSet();
        Assert.Equal(500, moved.Count);
        var distances = Enumerable.Range(0, 500)
            .Select(patient => Moved(engine, $"P{patient}", time.AddYears(1)) - Moved(engine, $"P{patient}", time)).ToHashSet();
        Assert.True(distances.Count > 490, $"{distances.Count} factors of 500 patients differ");
    }

    [Fact]
    public void Deidentify_AnotherKey_MovesOtherwise()
    {
        var time = new DateTime(2019, 3, 4, 5, 6, 7);
        var here = TestProfiles.Engine(Option);
        var there = TestProfiles.Engine(Option, TestProfiles.KeyOf("another"));
        Assert.NotEqual(Moved(here, "P1", time), Moved(there, "P1", time));
        Assert.Equal(Moved(here, "P1", time), Moved(TestProfiles.Engine(Option), "P1", time));
    }

    private static void Check<T>(Gen<T> values, Func<T, bool> holds) =>
        Prop.ForAll(values.ToArbitrary(), holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(Seed, 1UL).WithName($"seed {Seed}"));

    private static DicomDataset Instance(string patient, DateTime time, string study = "1.2.3") => new()
    {
        { DicomTag.SOPClassUID, MarkedData.WholeSlide },
        { DicomTag.StudyDate, time.ToString("yyyyMMdd", CultureInfo.InvariantCulture) },
        { DicomTag.StudyTime, time.ToString("HHmmss", CultureInfo.InvariantCulture) },
        { DicomTag.AcquisitionDateTime, time.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) },
        { DicomTag.PatientID, patient },
        { DicomTag.StudyInstanceUID, study },
    };

    private static DateTime Moved(DeidentificationEngine engine, string patient, DateTime time, string study = "1.2.3") =>
        Moment(engine.Deidentify(Instance(patient, time, study)).Dataset);

    private static TimeSpan Shift(DeidentificationEngine engine, string patient, DateTime time) =>
        Moved(engine, patient, time) - time;

    // DA and TM together say what DT says.
    private static DateTime Moment(DicomDataset dataset)
    {
        var moment = dataset.GetString(DicomTag.AcquisitionDateTime);
        Assert.Equal(moment, dataset.GetString(DicomTag.StudyDate) + dataset.GetString(DicomTag.StudyTime));
        return DateTime.ParseExact(moment, "yyyyMMddHHmmss", CultureInfo.InvariantCulture);
    }
}
