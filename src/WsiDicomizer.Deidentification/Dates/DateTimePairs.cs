using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>Which TM belongs to which DA: the dictionary's keywords say so, StudyDate and StudyTime.</summary>
internal static class DateTimePairs
{
    /// <summary>The time of day that belongs to a date.</summary>
    public static bool TryGetTime(DicomTag date, out DicomTag time) => TryGetPartner(date, "Date", "Time", DicomVR.TM, out time);

    /// <summary>The date that a time of day belongs to.</summary>
    public static bool TryGetDate(DicomTag time, out DicomTag date) => TryGetPartner(time, "Time", "Date", DicomVR.DA, out date);

    private static bool TryGetPartner(DicomTag tag, string word, string partnerWord, DicomVR vr, out DicomTag partner)
    {
        partner = default;
        var dictionary = DicomDictionary.Default;
        if (!dictionary.TryGetEntry(tag, out var entry))
        {
            return false;
        }

        // The last one: TimeOfLastCalibration has one, ContrastBolusStartTime has no date, AcquisitionStartConditionTime none either.
        var place = entry.Keyword.LastIndexOf(word, StringComparison.Ordinal);
        return place >= 0
            && dictionary.TryGetTag(
                string.Concat(entry.Keyword.AsSpan(0, place), partnerWord, entry.Keyword.AsSpan(place + word.Length)), out partner)
            && dictionary.TryGetEntry(partner, out var found)
            && found.ValueRepresentations.Contains(vr);
    }
}
