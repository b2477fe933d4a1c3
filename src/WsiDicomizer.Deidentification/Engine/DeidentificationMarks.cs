using System.Reflection;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>What an output says about its own de-identification (PS3.15 E.1.1 and PS3.3 C.12.1.1).</summary>
internal static class DeidentificationMarks
{
    private const int DigestLength = 16;

    /// <summary>Program and version.</summary>
    internal static readonly string Program = "WsiDicomizer "
        + (typeof(DeidentificationMarks).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>Writes the marks into an output.</summary>
    /// <param name="output">The clean data set.</param>
    /// <param name="identified">The original, for what an earlier de-identification said.</param>
    /// <param name="profile">The profile that was applied.</param>
    public static void Write(DicomDataset output, DicomDataset identified, ResolvedProfile profile)
    {
        output.AddOrUpdate(DicomTag.PatientIdentityRemoved, "YES");
        output.AddOrUpdate(new DicomLongString(DicomTag.DeidentificationMethod, Method(profile)));
        AddCodes(output, profile);
        output.AddOrUpdate(DicomTag.LongitudinalTemporalInformationModified, TemporalInformation(identified, profile));
    }

    private static string[] Method(ResolvedProfile profile) =>
    [
        Program,
        $"profile {profile.Name}",
        $"profile SHA-256 {profile.Digest[..DigestLength]}",
        $"PS3.15 E.1-1 {ConfidentialityTable.Default.Edition}",
    ];

    // Codes of an earlier de-identification stay before ours; each code stands there once.
    private static void AddCodes(DicomDataset output, ResolvedProfile profile)
    {
        if (!output.TryGetSequence(DicomTag.DeidentificationMethodCodeSequence, out var sequence))
        {
            sequence = new DicomSequence(DicomTag.DeidentificationMethodCodeSequence);
            output.AddOrUpdate(sequence);
        }

        foreach (var code in profile.MethodCodes.Where(code => !sequence.Items.Any(item => IsCode(item, code))))
        {
            sequence.Items.Add(new DicomDataset
            {
                new DicomShortString(DicomTag.CodeValue, code.CodeValue),
                new DicomShortString(DicomTag.CodingSchemeDesignator, code.CodingSchemeDesignator),
                new DicomLongString(DicomTag.CodeMeaning, code.CodeMeaning),
            });
        }
    }

    private static bool IsCode(DicomDataset item, MethodCode code) =>
        item.TryGetString(DicomTag.CodeValue, out var value) && value.Trim() == code.CodeValue
        && item.TryGetString(DicomTag.CodingSchemeDesignator, out var scheme) && scheme.Trim() == code.CodingSchemeDesignator;

    // Dates that an earlier de-identification changed or removed do not become unmodified by being kept now.
    private static string TemporalInformation(DicomDataset identified, ResolvedProfile profile)
    {
        if (!profile.KeepsFullDates)
        {
            return profile.Profile.Dates is null ? "REMOVED" : "MODIFIED";
        }

        return identified.TryGetString(DicomTag.LongitudinalTemporalInformationModified, out var earlier)
            && earlier.Trim() is "MODIFIED" or "REMOVED"
            ? earlier.Trim()
            : "UNMODIFIED";
    }
}
