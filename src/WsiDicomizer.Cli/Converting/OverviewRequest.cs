using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>What the command line says of overviews.</summary>
/// <param name="Overview">In place of the profile's word; null for that.</param>
/// <param name="Area">Where the label is on them; null where nobody says.</param>
internal sealed record OverviewRequest(ImageDisposition? Overview, LabelArea? Area)
{
    /// <summary>A command line that says nothing.</summary>
    public static OverviewRequest None { get; } = new(null, null);

    /// <summary>The profile as it holds for the run: its digest tells of another word.</summary>
    /// <param name="profile">The profile that was named.</param>
    /// <exception cref="UsageException">A label's place was given, and overviews are not covered.</exception>
    public ResolvedProfile Resolve(Profile profile)
    {
        var used = Overview is { } overview ? profile.WithOverview(overview) : profile;
        return Area is null || used.Images.Overview == ImageDisposition.MaskLabel
            ? ResolvedProfile.Resolve(used)
            : throw new UsageException(
                $"--label-area goes with overviews whose label is covered, and here the word for them is '{used.Images.Overview.ToWord()}': "
                + "add --overview mask-label, or take a profile that says it");
    }
}
