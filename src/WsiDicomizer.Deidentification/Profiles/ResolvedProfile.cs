using System.Collections.Concurrent;
using System.Globalization;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>A profile with one action for every attribute that any rule speaks of, and the reason.</summary>
/// <remarks>Thread-safe. Which rules hold depends on the instance's SOP class and, with scanner rules, on its source.</remarks>
public sealed class ResolvedProfile
{
    private readonly ConcurrentDictionary<string, AttributeRuleSet> _ruleSets = new(StringComparer.Ordinal);

    private ResolvedProfile(Profile profile)
    {
        Profile = profile;
    }

    /// <summary>The profile as it was written.</summary>
    public Profile Profile { get; }

    /// <summary>The profile's name.</summary>
    public string Name => Profile.Name;

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public string Digest => Profile.Digest;

    /// <summary>Whether the profile removes nothing.</summary>
    public bool KeepsIdentity => Profile.Basis == ProfileBasis.None;

    /// <summary>What becomes of label, overview and thumbnail.</summary>
    public ImagePolicy Images => Profile.Images;

    /// <summary>Whether dates and times stay as they are.</summary>
    public bool KeepsFullDates =>
        KeepsIdentity || Profile.Options.Contains(DeidentificationOption.RetainLongitudinalFullDates);

    /// <summary>The codes of CID 7050 that say what was done; none where identity is kept.</summary>
    public IReadOnlyList<MethodCode> MethodCodes => KeepsIdentity
        ? []
        : [MethodCode.Get(DeidentificationOptions.BasicProfileCode),
            .. Profile.Options.Select(option => MethodCode.Get(option.GetMethodCode())).OrderBy(code => code.CodeValue, StringComparer.Ordinal)];

    /// <summary>The rules for VL Whole Slide Microscopy instances of any source, by tag.</summary>
    public AttributeRuleSet WholeSlideRules => RulesFor(AttributeTypes.VLWholeSlideMicroscopyImage, []);

    /// <summary>Resolves a profile.</summary>
    /// <param name="profile">The profile.</param>
    public static ResolvedProfile Resolve(Profile profile) => new(profile);

    /// <summary>The rules for an instance.</summary>
    /// <param name="dataset">The identified data set: its SOP class and what scanner rules ask for count.</param>
    public AttributeRuleSet RulesFor(DicomDataset dataset)
    {
        dataset.TryGetString(DicomTag.SOPClassUID, out var sopClass);
        var scanners = Enumerable.Range(0, Profile.Scanners.Count)
            .Where(index => Profile.Scanners[index].When.All(condition => Fits(dataset, condition.Tag, condition.Pattern)));
        return RulesFor(AttributeTypes.Find(sopClass), [.. scanners]);
    }

    private AttributeRuleSet RulesFor(AttributeTypes? types, int[] scanners)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{types is not null}:{string.Join(',', scanners)}");
        return _ruleSets.GetOrAdd(key, _ => new RuleResolver(Profile, types).Resolve(scanners));
    }

    private static bool Fits(DicomDataset dataset, DicomTag tag, string pattern) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element)
        && element.Values.Any(value => Wildcard.IsMatch(value, pattern));
}
