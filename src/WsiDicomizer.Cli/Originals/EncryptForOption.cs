using System.CommandLine;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Originals;

/// <summary><c>--encrypt-for CERT.pem</c>: for whom the originals are kept.</summary>
internal static class EncryptForOption
{
    private const string Name = "--encrypt-for";

    /// <summary>Creates the option.</summary>
    public static Option<string[]> Create() => new(Name)
    {
        Description = "Keep what is removed or changed inside each file, encrypted for the owner of this certificate (PEM, RSA): "
            + "'reidentify' with the private key puts it back. May be given several times.",
        HelpName = "CERT.pem",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Reads the certificates.</summary>
    /// <param name="paths">Their files, as named; none where nothing is to be kept.</param>
    /// <param name="profile">The profile that takes the originals.</param>
    /// <param name="time">Tells whether they are valid now.</param>
    /// <returns>Null where nothing is to be kept.</returns>
    /// <exception cref="UsageException">Nothing would be removed, or there are too many.</exception>
    /// <exception cref="EncryptionFileException">A certificate cannot be used.</exception>
    public static OriginalsEncryptor? Load(IReadOnlyList<string> paths, ResolvedProfile profile, TimeProvider time)
    {
        if (paths.Count == 0)
        {
            return null;
        }

        if (profile.KeepsIdentity)
        {
            throw new UsageException($"{Name}: profile {profile.Name} keeps everything, so there is nothing to encrypt");
        }

        if (paths.Count > EncryptionLimits.Default.MaximumRecipients)
        {
            throw new UsageException($"{Name}: {paths.Count} certificates; expected at most {EncryptionLimits.Default.MaximumRecipients}");
        }

        return new OriginalsEncryptor([.. paths.Select(path => RecipientCertificate.Load(path, time))]);
    }
}
