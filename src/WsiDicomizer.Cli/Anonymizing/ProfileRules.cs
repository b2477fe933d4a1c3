using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>What a profile means for a slide that keeps its own format.</summary>
/// <remarks>
/// A vendor's file has no attributes that could be shifted, coded or given pseudonyms: what a profile does not keep as it
/// is goes. Where it keeps the device, serial numbers stay; where it keeps full dates, dates and times do.
/// </remarks>
internal static class ProfileRules
{
    /// <summary>The rules.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="UsageException">It keeps identity, so there is nothing to do.</exception>
    public static AnonymizationRules From(ResolvedProfile profile)
    {
        if (profile.KeepsIdentity)
        {
            throw new UsageException($"the profile {profile.Name} keeps identity: there is nothing to take out");
        }

        var kept = new HashSet<IdentityKind>();
        if (profile.Profile.Options.Contains(DeidentificationOption.RetainDeviceIdentity))
        {
            kept.Add(IdentityKind.Serial);
        }

        if (profile.KeepsFullDates)
        {
            kept.UnionWith([IdentityKind.Date, IdentityKind.Time, IdentityKind.TimeZone]);
        }

        return new AnonymizationRules
        {
            Level = AnonymizationLevel.IV,
            Label = ToRule(profile.Images.Label),
            Overview = ToRule(profile.Images.Overview),
            Thumbnail = ToRule(profile.Images.Thumbnail),
            UnknownKeys = profile.Profile.Unknown == UnknownPolicy.Refuse ? UnknownKeyRule.Refuse : UnknownKeyRule.Remove,
            KeptKinds = kept,
        };
    }

    /// <summary>What a picture's word in a profile means.</summary>
    /// <param name="disposition">The word.</param>
    /// <remarks>A thumbnail shows the scanned area alone: it is kept also where only one without a label may be.</remarks>
    public static PictureRule ToRule(ImageDisposition disposition) => disposition switch
    {
        ImageDisposition.Drop => PictureRule.Drop,
        ImageDisposition.MaskLabel => PictureRule.MaskLabel,
        _ => PictureRule.Keep,
    };
}
