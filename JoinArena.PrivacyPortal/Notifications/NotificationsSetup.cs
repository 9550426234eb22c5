using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Notifications: email, webhooks, and the inbox in the portal.</summary>
public static class NotificationsSetup
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var settings = MailSettings.FromConfiguration(builder.Configuration);
        builder
            .Services.AddSingleton(services =>
                settings with
                {
                    Contact = services.GetRequiredService<OperatorContact>(),
                }
            )
            .AddSingleton<Inbox>()
            .AddScoped<IHomeCardSource, InboxHomeCards>()
            .AddScoped<INavBadgeSource, InboxHomeCards>()
            .AddSingleton(services => new MailSender(
                services.GetRequiredService<IMailTransport>(),
                services.GetRequiredService<MailSettings>(),
                services.GetRequiredService<PublicAddress>(),
                services.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<IOutboxHandler, MailHandler>()
            .AddSingleton<IWorkerEmailChangeParticipant, WorkerEmailChangeEmails>();
        if (settings.Smtp is { } server)
            builder.Services.AddSingleton<IMailTransport>(new SmtpTransport(server));
        else
            builder.Services.AddSingleton<IMailTransport, PickupTransport>();
        builder
            .Services.AddSingleton(ConnectorSettings.From(builder.Configuration))
            .AddSingleton(services => new OutboundHttp(services.GetRequiredService<ConnectorSettings>()))
            .AddSingleton<EndpointCircuitBreaker>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<WebhookSubscribers>()
            .AddSingleton<IOutboxHandler, WebhookDeliveryHandler>();
        builder.Services.AddNavEntries(new NavEntry("Inbox", "/inbox", 50, Roles.Worker));
        return builder;
    }
}
