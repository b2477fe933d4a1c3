namespace WsiDicomizer.Cli;

/// <summary>What the program answers to whoever started it.</summary>
internal static class ExitCodes
{
    /// <summary>All done.</summary>
    public const int Success = 0;

    /// <summary>One or more inputs failed; the others were done.</summary>
    public const int Failed = 1;

    /// <summary>The command line, a profile or a key file is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Identity was found where there must be none.</summary>
    public const int IdentityFound = 3;

    /// <summary>Interrupted, by Ctrl-C or by the system.</summary>
    public const int Interrupted = 130;
}
