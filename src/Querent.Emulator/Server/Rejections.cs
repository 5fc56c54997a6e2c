namespace Querent.Emulator;

/// <summary>What the gateway answers before a model is asked.</summary>
internal static class Rejections
{
    public static RequestRejectedException AccessDenied { get; } = RequestRejectedException.FromGateway(
        401,
        "401",
        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.");

    public static RequestRejectedException DeploymentNotFound { get; } = RequestRejectedException.FromGateway(
        404,
        "DeploymentNotFound",
        "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.");

    public static RequestRejectedException NotFound { get; } = RequestRejectedException.FromGateway(404, "404", "Resource not found");

    public static RequestRejectedException MethodNotAllowed { get; } = RequestRejectedException.FromGateway(405, "405", "Method not allowed");

    public static RequestRejectedException MissingApiVersion { get; } = RequestRejectedException.FromGateway(
        400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    public static RequestRejectedException TooLarge { get; } = RequestRejectedException.FromGateway(
        413, "RequestEntityTooLarge", "The request body is larger than the service takes.");

    public static RequestRejectedException MissingModel { get; } = RequestRejectedException.InvalidRequest(
        "Missing required parameter: 'model'.", "model", "missing_required_parameter");
}
