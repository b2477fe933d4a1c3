using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads a profile's <c>images</c>.</summary>
/// <param name="yaml">The profile.</param>
internal sealed class ImagePolicyParser(ProfileYaml yaml)
{
    /// <summary>The keys of the section, as the schema has them.</summary>
    internal static readonly string[] Keys = ["label", "overview", "thumbnail"];

    /// <summary>Reads the section.</summary>
    /// <param name="node">Its mapping.</param>
    /// <param name="policy">What holds for those it does not name.</param>
    public ImagePolicy Parse(YamlNode node, ImagePolicy policy)
    {
        var images = yaml.Fields(node, "label, overview and thumbnail", Keys);
        return new ImagePolicy(
            Image(images, "label", policy.Label),
            Image(images, "overview", policy.Overview),
            Image(images, "thumbnail", policy.Thumbnail));
    }

    private ImageDisposition Image(Dictionary<string, YamlNode> images, string key, ImageDisposition otherwise) =>
        images.TryGetValue(key, out var node) ? yaml.Attempt(() => Image(node, key), otherwise) : otherwise;

    private ImageDisposition Image(YamlNode node, string key)
    {
        // The label is what such a picture must not show: it is kept or it goes. The thumbnail is the scanned area, where nobody
        // knows of a part that a label takes.
        (string, ImageDisposition)[] choices = key switch
        {
            "label" => [("drop", ImageDisposition.Drop), ("keep", ImageDisposition.Keep)],
            "overview" =>
            [
                ("drop", ImageDisposition.Drop), ("keep", ImageDisposition.Keep), ("keep-unlabeled", ImageDisposition.KeepUnlabeled),
                ("mask-label", ImageDisposition.MaskLabel),
            ],
            _ => [("drop", ImageDisposition.Drop), ("keep", ImageDisposition.Keep), ("keep-unlabeled", ImageDisposition.KeepUnlabeled)],
        };
        return yaml.Choice(node, "choice", choices);
    }
}
