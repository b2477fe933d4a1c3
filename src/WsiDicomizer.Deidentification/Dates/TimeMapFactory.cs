using System.Buffers.Binary;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>Draws a patient's shift, factor and the days of the examinations from the key.</summary>
/// <remarks>
/// A draw depends on key and PatientID alone (on StudyInstanceUID too where the order is randomised), never on what else
/// is in the run: the same patient moves alike in every file, run and machine.
/// </remarks>
/// <param name="policy">How dates are modified.</param>
/// <param name="key">The project's key.</param>
internal sealed class TimeMapFactory(DatePolicy policy, ProjectKey key)
{
    private const int SecondsPerDay = 86_400;

    // Ten years: wide against the distances of a patient's examinations, so that a new day says nothing about the old.
    private const int RandomizedDays = 3650;

    /// <summary>The map for an instance.</summary>
    /// <param name="identified">The identified data set.</param>
    /// <param name="examination">The day of the examination, or null where the data set has none.</param>
    public TimeMap Create(DicomDataset identified, DateOnly? examination)
    {
        var study = TextOf(identified, DicomTag.StudyInstanceUID);
        var subject = SubjectOf(identified, study);
        var offset = Shift(subject);
        if (policy.RandomizeOrder && examination is { } day)
        {
            // The examination's old day is taken off, so that only order and key decide about the new one.
            var random = (int)(Draw("date/order", subject + '\\' + (study.Length > 0 ? study : day.ToString("O"))) % RandomizedDays);
            var old = day.ToDateTime(TimeOnly.MinValue) - TimeMap.Anchor;
            offset += TimeSpan.FromDays(random) - old;
        }

        return new TimeMap(Scale(subject), offset);
    }

    // Who has no PatientID shares no shift with all others who have none.
    private static string SubjectOf(DicomDataset identified, string study)
    {
        var patient = TextOf(identified, DicomTag.PatientID);
        return patient.Length > 0 ? "patient\\" + patient
            : study.Length > 0 ? "study\\" + study
            : "instance\\" + TextOf(identified, DicomTag.SOPInstanceUID);
    }

    private static string TextOf(DicomDataset dataset, DicomTag tag) =>
        ElementTexts.Of(dataset, tag) is [var first, ..] ? first.Trim(' ', '\0') : string.Empty;

    // Date and time of day move together; never by less than a day, so that no date stays what it was.
    private TimeSpan Shift(string subject)
    {
        var (first, last) = (policy.FirstDay, policy.LastDay);
        var draw = Draw("date/days", subject);
        if (policy.WholeWeeks)
        {
            return TimeSpan.FromDays(WholeWeeks.Get(first, last, (int)(draw % (uint)WholeWeeks.Count(first, last))));
        }

        var seconds = TimeSpan.FromSeconds((int)(Draw("date/seconds", subject) % SecondsPerDay));

        // Day and time of day: the day is one below the window's end, and not one whose shift would be under a day.
        int[] tooShort = [.. new[] { -1, 0 }.Where(day => day >= first && day < last)];
        var count = last - first - tooShort.Length;
        if (count > 0)
        {
            var day = first + (int)(draw % (uint)count);
            return TimeSpan.FromDays(tooShort.Length > 0 && day >= tooShort[0] ? day + tooShort.Length : day) + seconds;
        }

        // A window of a day or two has room for whole days only.
        int[] days = [.. Enumerable.Range(first, last - first + 1).Where(day => day != 0)];
        return TimeSpan.FromDays(days[(int)(draw % (uint)days.Length)]);
    }

    private int Scale(string subject)
    {
        if (policy.Scale is not { } range)
        {
            return ScaleRange.One;
        }

        // A factor of exactly 1 would be no scaling: it is left out.
        var holdsOne = range is { First: <= ScaleRange.One, Last: >= ScaleRange.One };
        var count = (uint)(range.Last - range.First + (holdsOne ? 0 : 1));
        var scale = range.First + (int)(Draw("date/scale", subject) % count);
        return holdsOne && scale >= ScaleRange.One ? scale + 1 : scale;
    }

    private ulong Draw(string purpose, string subject) => BinaryPrimitives.ReadUInt64BigEndian(key.Derive(purpose, subject));
}
