using System.Globalization;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Deidentification.Statements;

/// <summary>The parts of a conformance statement that are words.</summary>
internal static class StatementSections
{
    /// <summary>The parts for a profile, in order.</summary>
    /// <param name="profile">The profile.</param>
    public static IReadOnlyList<StatementSection> Of(ResolvedProfile profile) => profile.KeepsIdentity
        ?
        [
            new StatementSection("Scope", ["Nothing is removed, replaced or cleaned: outputs are identified. No conformance to PS3.15 Annex E is claimed."]),
            new StatementSection(
                "Attributes inserted", ["PatientIdentityRemoved NO, where the source does not say otherwise."]),
        ]
        :
        [
            Scope(profile),
            new StatementSection("Attributes removed, replaced and kept", [.. Attributes(profile)]),
            new StatementSection("Identifiers and unique identifiers", [.. Identifiers(profile)]),
            new StatementSection("Dates and times", [Dates(profile)]),
            new StatementSection("Texts and structured content", [.. Texts(profile)]),
            new StatementSection("Private attributes", [Private(profile)]),
            new StatementSection("Pixel data", [.. Pixels(profile)]),
            new StatementSection("Attributes inserted", [.. Inserted(profile)]),
            new StatementSection("Encryption and re-identification", [.. Encryption()]),
            new StatementSection("What is not done", [.. NotDone(profile)]),
        ];

    private static StatementSection Scope(ResolvedProfile profile) => new("Scope",
    [
        "The application acts as a de-identifier of composite instances of any SOP class. Rows whose action depends on the Type "
            + "in the IOD (X/Z, X/D, Z/D, X/Z/D, X/Z/U*) are decided by the strongest Type that the attribute has anywhere in the IOD of "
            + "VL Whole Slide Microscopy Image Storage; for other SOP classes, whose Types are not part of the program, the strongest "
            + "action of the code is taken, and the report says so.",
        "The rules hold at every depth of sequences, and for sequences that come as VR UN. An option's column overrides the basic "
            + "profile's; between options, modified dates come first, then what is to be retained, then what is to be cleaned.",
        profile.Profile.Scanners.Count == 0
            ? "The same rules hold for every source."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{profile.Profile.Scanners.Count} further rules hold for some sources only and take the place of those in the table: ")
                + string.Join("; ", profile.Profile.Scanners.Select(ProfileSetting.Scanner)) + ".",
    ]);

    private static IEnumerable<string> Attributes(ResolvedProfile profile)
    {
        var rules = profile.WholeSlideRules.Rules;
        int Count(DeidentificationAction action) => rules.Count(rule => rule.Action == action);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{rules.Count} attributes have a rule: {Count(DeidentificationAction.X)} are removed, {Count(DeidentificationAction.Z)} emptied, {Count(DeidentificationAction.D)} replaced, {Count(DeidentificationAction.U)} have their UIDs replaced, {Count(DeidentificationAction.C)} are cleaned, {Count(DeidentificationAction.K)} kept. The table below has each.");
        yield return "Attributes of the standard without a row in Table E.1-1 and without a rule stay as they are, sequences cleaned inside. "
            + "Attributes that can identify although they have no row have rules of the program's own (reason: own rule).";
        yield return profile.Profile.Unknown == UnknownPolicy.Refuse
            ? "An instance with attributes that neither PS3.6 nor a rule knows is refused."
            : "Attributes that neither PS3.6 nor a rule knows are removed.";
        yield return "Dummy values: text REMOVED, date 19000101, time 000000, age 000Y, numbers 0, bytes zero, UIDs keyed; a sequence gets one item "
            + "that holds nothing of the original. They are the same in all outputs and say nothing of what they replace.";
        yield return "Codes of local coding schemes (designators beginning with 99) are replaced by keyed codes, their meanings by a dummy.";
    }

    private static IEnumerable<string> Identifiers(ResolvedProfile profile)
    {
        yield return profile.Profile.Identifiers.Count == 0
            ? "No attribute gets a pseudonym."
            : "Keyed pseudonyms: " + string.Join(
                ", ", profile.Profile.Identifiers.OrderBy(rule => rule.Attribute.Tag.Value).Select(rule => $"{rule.Attribute} {rule.Pattern}")) + ".";
        yield return profile.Profile.Options.Contains(DeidentificationOption.RetainUIDs)
            ? "UIDs of instances, series, studies and frames of reference stay; they may themselves tell device and time of their making."
            : "UIDs become 2.25. and the decimal of 128 bits; those that PS3.6 registers stay.";
        yield return "Pseudonyms, UIDs, codes and date offsets come from HMAC-SHA-256 of the original under a project key of 256 bits, with a label "
            + "for the purpose. Whoever lacks the key can neither invert them nor test a guess.";
        yield return "Referential integrity holds over all instances, series, studies, runs and machines where the same key is used: the same "
            + "original gets the same replacement. With another key, or with none given (a key of the run alone), it does not.";
    }

    private static string Dates(ResolvedProfile profile)
    {
        if (profile.KeepsFullDates)
        {
            return "Dates and times stay as they are, where the option's column says so. LongitudinalTemporalInformationModified is UNMODIFIED, "
                + "or what an earlier de-identification said.";
        }

        return profile.Profile.Dates is { } dates
            ? $"Dates and times are {dates.Describe()}. Partial dates keep their precision; offsets from UTC are removed. "
                + (dates.Coarsen is null ? "The amounts come from the key and PatientID (StudyInstanceUID where there is none). " : string.Empty)
                + "LongitudinalTemporalInformationModified is MODIFIED."
            : "Dates and times are removed, emptied or replaced by 1 January 1900. LongitudinalTemporalInformationModified is REMOVED.";
    }

    private static IEnumerable<string> Texts(ResolvedProfile profile)
    {
        var options = profile.Profile.Options;
        yield return options.Contains(DeidentificationOption.CleanDescriptors)
            || profile.WholeSlideRules.Rules.Any(rule => rule.Action == DeidentificationAction.C && rule.KeepMatching is null)
            ? "Text that is cleaned (C) loses the words that the instance itself has of the subject (names, numbers, places, at any depth) and what "
                + "looks like a date, time, number, telephone, address, path or titled name; three asterisks stand in their place. A name that "
                + "the instance has nowhere else is not recognised."
            : "No text is cleaned: descriptions go as the basic profile says.";
        if (profile.Profile.Texts is { } texts)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Of texts that a rule keeps or cleans, or that none speaks of (VR LO, SH, ST, LT, UT, UC, PN, AE, UR), only values stay that are one of the {texts.Allowed.Count} texts the profile allows; others are emptied, or replaced where the IOD wants a value. Codes stay where meaning and scheme are allowed, else they become keyed codes.");
        }

        yield return options.Contains(DeidentificationOption.CleanStructuredContent)
            ? "Content items are removed, kept or cleaned by Table E.3.4-1 for the concept that names them; those without a row keep their codes, and "
                + "their texts, names, dates and UIDs follow the rules of their attributes."
            : "Structured content follows the rules of its sequences and attributes in the table below.";
        yield return options.Contains(DeidentificationOption.CleanGraphics)
            ? "Overlays keep their place and lose their bits, curves are removed, graphic annotations are cleaned inside."
            : "Overlays, curves and graphics are removed as the basic profile says.";
        yield return "ICC profiles are rebuilt from the tags that define colour; their texts, private tags"
            + (profile.KeepsFullDates ? " go." : " and date go.");
    }

    private static string Private(ResolvedProfile profile)
    {
        var kept = profile.Profile.Attributes.Count(rule => rule.Attribute.PrivateCreator is not null && rule.Action == DeidentificationAction.K);
        var own = kept == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" {kept} are kept by the profile's own word.");
        return profile.Profile.Private == PrivatePolicy.Safe
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The {SafePrivateAttribute.All.Count} attributes of Table E.3.10-1 stay, matched by private creator and block, sequences cleaned inside; all others are removed.{own}")
            : $"All are removed, private creators too.{own}";
    }

    private static IEnumerable<string> Pixels(ResolvedProfile profile)
    {
        var images = profile.Images;
        yield return images.Overview == ImageDisposition.MaskLabel
            ? "Pixels are changed in one place: the part of the overview that the label can take becomes white. Where that part is, is a fact of the "
                + "format or told by the user; where it is neither, the overview is dropped."
            : "Pixels are not changed.";
        yield return "Neither text burned into pixels nor recognizable features are looked for (113101 and 113102 are not claimed). Comment and "
            + "application segments and trailing bytes of JPEG and JPEG 2000 frames are removed.";
        yield return $"Of whole slides, the picture of the label: {images.Label.ToWord()}; the overview: {images.Overview.ToWord()}; the thumbnail: "
            + $"{images.Thumbnail.ToWord()} (keep-unlabeled: only where the source is known to show no label in it; mask-label: that, or with the label's part covered).";
        yield return "BurnedInAnnotation says YES for pictures that show the label and NO where the source is known to show none, or the part that the label can take was covered; what a DICOM source says of it, and "
            + "of RecognizableVisualFeatures, stays.";
    }

    private static IEnumerable<string> Inserted(ResolvedProfile profile)
    {
        yield return "PatientIdentityRemoved YES; DeidentificationMethod with program and version, profile, its digest and the edition of the table; "
            + "LongitudinalTemporalInformationModified.";
        yield return "DeidentificationMethodCodeSequence, behind the codes of an earlier de-identification: "
            + string.Join(", ", profile.MethodCodes.Select(code => $"{code.CodeValue} {code.CodeMeaning}")) + ".";
        yield return "Preamble and file meta information are made anew.";
    }

    private static IEnumerable<string> Encryption()
    {
        yield return "Only where it is asked for with the certificates of recipients (--encrypt-for), the original values of what was removed or replaced stand in "
            + "EncryptedAttributesSequence, as CMS enveloped data (AES-256 in CBC; RSA of 2048 to 16384 bits with OAEP and SHA-256), encoded in Explicit VR Little Endian, or in the instance's own "
            + "transfer syntax where icons are encapsulated; otherwise none is written. One of an "
            + "earlier de-identification is removed.";
        yield return "As a re-identifier the application puts them back for whoever has a recipient's private key (reidentify). Without it replacements cannot be inverted; whoever "
            + "has the project key can recompute them from originals.";
    }

    private static IEnumerable<string> NotDone(ResolvedProfile profile)
    {
        yield return "No claim is made that the subject cannot be recognised by other means: tissue can be matched with the glass, values with other data.";
        yield return "Types of IODs other than VL Whole Slide Microscopy Image are not known to the program.";
        if (profile.Profile.Attributes.Count + profile.Profile.Scanners.Count > 0)
        {
            yield return "The profile's own overrides (reason: profile) depart from Table E.1-1 where they say so.";
        }
    }
}
