namespace WsiDicomizer.Cli;

/// <summary>The command line is wrong in a way that shows only in use: nothing was done, exit code 2.</summary>
/// <param name="message">What is wrong and what would be right, in one line.</param>
internal sealed class UsageException(string message) : Exception(message);
